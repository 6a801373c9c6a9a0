import { expect, test } from 'vitest';
import { hashUrl } from '../../entrypoints/background/hash-url.ts';
import { createLookUpHandler } from '../../entrypoints/background/look-up-handler.ts';
import { summariseLines } from '../../entrypoints/desk/export-sources.ts';
import type { Input } from '../../entrypoints/lookup/read-input.ts';
import { LookUpFault, runLookUp } from '../../entrypoints/lookup/run-look-up.ts';
import { exportLookUp, exportNotifications } from '../../utils/export/export-format.ts';
import { collectExport } from '../../utils/export/export-pieces.ts';
import { createKey } from '../../utils/ioc/indicator.ts';
import { err, ok } from '../../utils/lang/result.ts';
import type { LookUp } from '../../utils/messaging/look-up-request.ts';
import type { Pace } from '../../utils/page/pace.ts';
import {
  createCommit,
  createFileNotification,
  createHash,
  createUrlNotification,
  openFakeArchive,
} from '../store/archive-support.ts';

const ALL = { hostOfUrl: true, onHost: true, belowDomain: true };
const pace: Pace = {
  now: () => 0,
  sliceMs: () => 8,
  yieldToPage: async () => undefined,
  whenIdle: (run) => run(),
};
const domain = createFileNotification('d', {
  entity: { type: 'domain', id: 'marsh.example.com' },
  keys: ['domain:marsh.example.com' as never],
});

/** Looks a text up in an archive of one file and one domain. */
async function createRig() {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(createCommit([createFileNotification('f'), domain]));
  const asked: LookUp[] = [];
  const handle = createLookUpHandler({
    access: { open: async () => ok({ archive, account: undefined, name: 'fake' }) as never },
    readRelated: async () => ALL,
  });
  const stop = new AbortController();
  const shares: number[] = [];
  const lookUp = (input: string | Input) =>
    runLookUp([typeof input === 'string' ? { text: input } : input], {
      ask: (request) => {
        asked.push(request);
        return handle(request);
      },
      pace,
      signal: stop.signal,
      onProgress: (share) => shares.push(share),
    });
  return { archive, lookUp, asked, shares, stop };
}

const LIST = `sha256,where
${createHash('f')},disk
hxxp://www.marsh[.]example[.]com/kit.zip,proxy
198.51.100.44,dns
payload.sh,mail
report.docx,mail
`;

test('a list: in my stream, related, not seen; look-alikes counted', async () => {
  const { lookUp } = await createRig();
  const { items, unseen, looked } = await lookUp(LIST);
  expect(items.map(({ state, value, relation }) => [state, value, relation?.how])).toEqual([
    ['unread', createHash('f'), undefined],
    ['related', 'http://www.marsh.example.com/kit.zip', 'on-host'],
    ['related', 'www.marsh.example.com', 'below-domain'],
    // Only implied, and stored itself.
    ['unread', 'marsh.example.com', undefined],
  ]);
  expect(items[0]).toMatchObject({ notifications: 1, unread: 1, label: 'marsh_loader' });
  expect(unseen.map(({ value }) => value)).toEqual(['198.51.100.44', 'payload.sh']);
  expect(looked).toBeGreaterThan(items.length + unseen.length);
});

const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const broken = createFileNotification('b', {
  entity: { type: 'file', id: hash },
  keys: [createKey('sha256', hash)],
});

test('a pasted list whose lines a narrow column broke: the hash is whole again', async () => {
  const { archive, lookUp } = await createRig();
  await archive.commitStreamPage(createCommit([broken]));
  const { items, unseen } = await lookUp(`SHA-256\n${hash.slice(0, 44)}\n${hash.slice(44)}\n`);
  expect([items.map(({ value }) => value), unseen]).toEqual([[hash], []]);
});

test('of a PDF, what its lines break and its links name is in the stream or not said at all', async () => {
  const { archive, lookUp, asked } = await createRig();
  const url = 'https://reed.example/a/long/kit.zip';
  await archive.commitStreamPage(createCommit([broken, createUrlNotification('u', url, {})]));
  const pdf = {
    pages: [
      `${hash.slice(0, 7)}\n${hash.slice(7)}\nhxxps://reed[.]example/a/lo\nng/kit.zip`,
      'never.ex\nample and www.marsh.example.c\nom',
    ],
    cells: [],
    links: ['https://marsh.example.com/', 'https://unknown.example/'],
    blank: 0,
    bare: 0,
    unread: 0,
  };
  const { items, unseen } = await lookUp({ name: 'report.pdf', pdf });
  const found = (isRelated: boolean) =>
    items.filter(({ state }) => (state === 'related') === isRelated).map(({ value }) => value);
  expect(found(false).toSorted()).toEqual([hash, url, 'marsh.example.com'].toSorted());
  expect(found(true)).toEqual(['reed.example']);
  expect(unseen).toEqual([]);
  expect(asked).toHaveLength(2);
});

test('the first line of a URL is listed where it stands alone as well, or the whole is not known', async () => {
  const { archive, lookUp } = await createRig();
  const url = 'https://reed.example/a/long/kit.zip';
  await archive.commitStreamPage(createCommit([createUrlNotification('u', url, {})]));
  const look = async (...pages: readonly string[]) => {
    const pdf = { pages, cells: [], links: [], blank: 0, bare: 0, unread: 0 };
    const { items, unseen } = await lookUp({ name: 'report.pdf', pdf });
    return [...items, ...unseen].flatMap(({ kind, value }) => (kind === 'url' ? [value] : []));
  };
  const broken = 'https://reed.example/a/lo\nng/kit.zip';
  expect(await look(broken)).toEqual([url]);
  expect(await look(broken, 'see https://reed.example/a/lo\n\nThe end')).toEqual([
    url,
    'https://reed.example/a/lo',
  ]);
  expect(await look('https://sedge.example/a/lo\nng/kit.zip')).toEqual(['https://sedge.example/a/lo']);
});

test('of a PDF, a hash that only the cells of its tables hold whole is listed', async () => {
  const { lookUp } = await createRig();
  const [first, rest] = [hash.slice(0, 44), hash.slice(44)];
  const pdf = {
    pages: [`${first} a.dll\n${rest} b.dll`],
    cells: [`${first}\n${rest}`],
    links: [],
    blank: 0,
    bare: 0,
    unread: 0,
  };
  const { unseen } = await lookUp({ name: 'report.pdf', pdf });
  expect(unseen.map(({ value }) => value)).toContain(hash);
});

test('our own STIX export, looked up again, is found', async () => {
  const { archive, lookUp } = await createRig();
  const { rows } = await archive.listNotifications({ filter: '', order: 'date+', limit: 10 });
  for (const format of ['stix', 'csv', 'json', 'misp', 'defanged', 'markdown'] as const) {
    const { parts } = await collectExport(exportNotifications(format, rows, { exportedAt: 0, title: 'x' }));
    const { items } = await lookUp(parts.join(''));
    const exact = items.filter(({ state }) => state === 'unread').map(({ value }) => value);
    expect(exact, format).toEqual(expect.arrayContaining([createHash('f'), 'marsh.example.com']));
  }
});

test('a URL that the archive knows by its id alone: in my stream, and so in every export', async () => {
  const { archive, lookUp } = await createRig();
  const url = 'https://reed.example/kit.zip?x=1';
  const id = await hashUrl(url);
  const row = createUrlNotification('u', url, {
    entity: { type: 'url', id },
    keys: [createKey('url_id', id)],
  });
  await archive.commitStreamPage(createCommit([row]));
  const { items } = await lookUp(url);
  expect(items).toMatchObject([
    {
      value: url,
      state: 'match',
      relation: { how: 'url-id', key: `url_id:${id}` },
      notifications: 1,
      label: 'Marsh',
    },
  ]);
  const [line] = await Array.fromAsync(summariseLines(archive, items));
  expect(line?.summary?.latest.map((each) => each.id)).toEqual(['u']);
  for (const format of ['csv', 'json', 'stix', 'misp', 'list', 'defanged', 'markdown'] as const) {
    const lines = summariseLines(archive, items);
    const { tally } = await collectExport(exportLookUp(format, lines, { exportedAt: 0, title: 'x' }));
    expect(tally, format).toEqual({ written: 1, leftOut: 0 });
  }
});

test('ten megabytes are read in slices and asked in batches, each key once', async () => {
  const { lookUp, asked, shares } = await createRig();
  const lines = Array.from(
    { length: 150_000 },
    (_, index) => `${createHash(index % 9000)}  seen on host ${index}`,
  );
  const { items, unseen, looked } = await lookUp(lines.join('\n'));
  expect(lines.join('\n').length).toBeGreaterThan(10_000_000);
  expect([items.length, looked, asked.length]).toEqual([0, 9000, 5]);
  // All digits: a number, says the listing (one digest in three million is so).
  expect(unseen.length).toBeLessThanOrEqual(9000);
  expect(shares.length).toBeGreaterThan(200);
  expect(shares.toSorted((a, b) => a - b)).toEqual(shares);
  expect(shares.at(-1)).toBe(1);
});

test('a cancel ends it while it reads, and nothing is asked', async () => {
  const { lookUp, asked, stop } = await createRig();
  stop.abort();
  await expect(lookUp(LIST)).rejects.toThrow();
  expect(asked).toEqual([]);
});

test('an archive that does not open is a problem, not "none of them"', async () => {
  const handle = createLookUpHandler({
    access: { open: async () => err({ code: 'disk-full' }) },
    readRelated: async () => ALL,
  });
  const running = runLookUp([{ text: LIST }], {
    ask: handle,
    pace,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  await expect(running).rejects.toThrow(LookUpFault);
});
