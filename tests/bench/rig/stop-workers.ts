import { setTimeout as wait } from 'node:timers/promises';
import type { BenchTab, Script } from './bench-tab.ts';
import type { Chromium } from './chromium.ts';

interface Updated {
  readonly versions: readonly { readonly versionId: string; readonly runningStatus: string }[];
}

/** Stops every service worker that `tab` can see and waits until they are gone. */
export async function stopWorkers<S extends Script>({ devTools }: Chromium, tab: BenchTab<S>): Promise<void> {
  const running = new Map<string, string>();
  const stopListening = devTools.on('ServiceWorker.workerVersionUpdated', (parameters) => {
    for (const { versionId, runningStatus } of (parameters as Updated).versions)
      running.set(versionId, runningStatus);
  });
  await tab.send('ServiceWorker.enable');
  await tab.send('ServiceWorker.stopAllWorkers');
  for (let tries = 0; [...running.values()].some((status) => status !== 'stopped'); tries++) {
    if (tries > 500) throw new Error('a service worker does not stop');
    await wait(20);
  }
  await tab.send('ServiceWorker.disable');
  stopListening();
  // What a stopped worker leaves to the browser to do: closing databases, ending the thread.
  await wait(300);
}
