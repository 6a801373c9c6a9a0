import { build, type Rolldown } from 'vite';

/** A web page of one module of this folder with its styles, to be served. */
export async function bundlePage(file: string): Promise<Readonly<Record<string, string>>> {
  const outputs = (await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: {
        entry: `${import.meta.dirname}/${file}`,
        formats: ['es'],
        fileName: 'page',
        cssFileName: 'page',
      },
    },
  })) as Rolldown.RolldownOutput[];
  const parts = outputs.flatMap(({ output }) => output);
  const script = parts.map((part) => (part.type === 'chunk' ? part.code : '')).join('\n');
  const style = parts.map((part) => (part.type === 'asset' ? String(part.source) : '')).join('\n');
  return {
    '/': `<!doctype html><title>Long list</title><style>${style}</style><body><script type="module" src="/page.js"></script>`,
    '/page.js': script,
  };
}
