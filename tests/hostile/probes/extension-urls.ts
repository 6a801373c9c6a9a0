import type { Probe } from '../support/probe.ts';

/** Whatever of ours a page asks for, the answer is that of an extension that does not exist. */
export const extensionUrls: Probe = {
  number: 14,
  name: "the extension's URLs look like a bogus extension's",
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  page: ({ extensionOrigin }) => {
    const { protocol, host } = new URL(extensionOrigin);
    const bogus = `${protocol}//${host.replace(/[a-f1]/g, (each) => (each === '1' ? '2' : each === 'a' ? 'b' : 'a'))}`;
    const load = (tag: string, attribute: string, url: string) =>
      new Promise<string>((resolve) => {
        const element = document.createElement(tag);
        element.addEventListener('load', () => resolve('load'));
        element.addEventListener('error', () => resolve('error'));
        if (tag === 'link') element.setAttribute('rel', 'stylesheet');
        element.setAttribute(attribute, url);
        element.style.display = 'none';
        (tag === 'iframe' ? document.body : document.head).append(element);
        setTimeout(() => resolve('silence'), 8000);
      });
    const ask = async (origin: string) => {
      const paths = ['/in-page.js', '/popup.html', '/icon/16.png', '/nothing.txt'];
      const outcomes = paths.map(async (path) => {
        const url = origin + path;
        const fetched = await fetch(url).then(String, (error: Error) => `${error.name}: ${error.message}`);
        const loads = await Promise.all([
          load('img', 'src', url),
          load('script', 'src', url),
          load('link', 'href', url),
          load('iframe', 'src', url),
        ]);
        return [path, fetched, ...loads];
      });
      return JSON.stringify(await Promise.all(outcomes)).replaceAll(origin, 'EXTENSION');
    };
    return async () => {
      const [real, unknown] = await Promise.all([ask(extensionOrigin), ask(bogus)]);
      return { real, unknown };
    };
  },
  findFaults: ({ real, unknown }: { real: string; unknown: string }) =>
    real === unknown ? [] : [`real ${real}`, `bogus ${unknown}`],
};
