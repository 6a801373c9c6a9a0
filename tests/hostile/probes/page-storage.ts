import type { Probe } from '../support/probe.ts';

export const pageStorage: Probe = {
  number: 16,
  name: "nothing is stored in the page's own origin",
  browsers: ['chromium', 'firefox'],
  likeWithout: true,
  page: () => async () => ({
    databases: await indexedDB.databases(),
    caches: 'caches' in window ? await caches.keys() : undefined,
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookies: document.cookie,
    workers: (await navigator.serviceWorker?.getRegistrations())?.length,
    locks: await navigator.locks?.query(),
    name: window.name,
  }),
  findFaults: (record: { databases: unknown[]; local: object; cookies: string }) =>
    record.databases.length + Object.keys(record.local).length + record.cookies.length > 0
      ? [`something was stored: ${JSON.stringify(record)}`]
      : [],
};
