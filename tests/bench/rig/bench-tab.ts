import type { BrowserContext, CDPSession, Page } from '@playwright/test';

/** What a script of tests/bench/in-browser/ exports: functions of one plain value. */
type Script = Record<string, (argument: never) => unknown>;

export interface BenchTab<S extends Script> {
  readonly page: Page;
  readonly devTools: CDPSession;
  /** Calls one of the script's functions in the page. */
  call<Name extends keyof S & string>(
    name: Name,
    argument: Parameters<S[Name]>[0],
  ): Promise<Awaited<ReturnType<S[Name]>>>;
  close(): Promise<void>;
}

/** Opens `url` in a tab of its own and puts a bundled script into it. */
export async function openBenchTab<S extends Script>(
  context: BrowserContext,
  url: string,
  bundle: string,
): Promise<BenchTab<S>> {
  const page = await context.newPage();
  page.setDefaultTimeout(0);
  page.setDefaultNavigationTimeout(0);
  await page.goto(url);
  await waitUntilQuiet(page);
  await page.evaluate(bundle);
  return {
    page,
    devTools: await context.newCDPSession(page),
    call: (name, argument) =>
      page.evaluate(
        ([name, argument]) =>
          (globalThis as unknown as { bench: S }).bench[name]?.(argument as never) as never,
        [name, argument] as const,
      ),
    close: () => page.close(),
  };
}

/** Laid out, painted and idle: what comes after is nobody's but the measured code's. */
export async function waitUntilQuiet(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await nextFrame();
    await nextFrame();
    await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }));
  });
}
