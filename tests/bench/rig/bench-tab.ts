import type { Chromium } from './chromium.ts';

/** What a script of tests/bench/in-browser/ exports: functions of one plain value. */
export type Script = Record<string, (argument: never) => unknown>;

export interface BenchTab<S extends Script> {
  /** Calls one of the script's functions in the page; value and answer go as JSON. Rejects with the page's error. */
  call<Name extends keyof S & string>(
    name: Name,
    ...argument: Parameters<S[Name]>
  ): Promise<Awaited<ReturnType<S[Name]>>>;
  /** Sends a DevTools command to this tab. */
  send<Answer = unknown>(method: string, parameters?: object): Promise<Answer>;
  close(): Promise<void>;
}

export interface TabOptions {
  readonly url: string;
  /** A bundle whose exports become the global `bench`; put in once the page is quiet. */
  readonly script?: string;
  /** Runs before anything of the page, in its own world. */
  readonly before?: string;
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

const VIEW = { width: 1280, height: 800, deviceScaleFactor: 1, mobile: false };

/** Laid out, painted and idle: what comes after is nobody's but the measured code's. */
const UNTIL_QUIET = `(async () => {
  if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done, { once: true }));
  for (let frame = 0; frame < 2; frame++) await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestIdleCallback(done, { timeout: 5000 }));
})()`;

/** Opens a web page in a window of its own and waits until it is quiet. */
export async function openTab<S extends Script>(
  { devTools }: Chromium,
  { url, script, before }: TabOptions,
): Promise<BenchTab<S>> {
  const { targetId } = await devTools.send<{ targetId: string }>('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
  });
  const { sessionId } = await devTools.send<{ sessionId: string }>('Target.attachToTarget', {
    targetId,
    flatten: true,
  });
  const send = <Answer>(method: string, parameters?: object) =>
    devTools.send<Answer>(method, parameters, sessionId);

  async function evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await send<Evaluated>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails === undefined) return result.value;
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }

  /** A navigation ends what is being evaluated: only `load` tells that the new document is there. */
  async function load(): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      const stop = devTools.on('Page.loadEventFired', (_, of) => {
        if (of !== sessionId) return;
        stop();
        resolve();
      });
    });
    const { errorText } = await send<{ errorText?: string }>('Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
    await loaded;
  }

  await send('Page.enable');
  await send('Emulation.setDeviceMetricsOverride', VIEW);
  if (before !== undefined) await send('Page.addScriptToEvaluateOnNewDocument', { source: before });
  await load();
  // Domains that stay enabled make the page report what it does.
  await send('Page.disable');
  await evaluate(UNTIL_QUIET);
  if (script !== undefined) await evaluate(script);
  return {
    call: (name, ...argument) =>
      evaluate(
        `bench[${JSON.stringify(name)}](${argument.map((each) => JSON.stringify(each)).join()})`,
      ) as never,
    send,
    close: async () => void (await devTools.send('Target.closeTarget', { targetId })),
  };
}
