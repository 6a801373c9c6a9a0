import { expect, test, vi } from 'vitest';
import { createKey } from '../../utils/ioc/indicator.ts';
import {
  createArchiveName,
  createCommit,
  createFileNotification,
  createHash,
  createUrlNotification,
  openFakeArchive,
} from './archive-support.ts';

test('each key gets its state, in the order asked; unread is a matter of hunting', async () => {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(
    createCommit([
      createFileNotification('1'),
      createFileNotification('2'),
      createFileNotification('3', { file: 2 }),
      createUrlNotification('4', 'https://a.example/x'),
    ]),
  );
  await archive.setRead(['1', '2'], true);
  expect(
    await archive.findStates([
      createKey('sha1', createHash(2, 40)),
      createKey('sha256', createHash('9')),
      createKey('url', 'https://a.example/x'),
      createKey('md5', createHash('1', 32)),
    ]),
  ).toEqual(['unread', 'none', 'known', 'known']);
});

test('a summary counts all notifications of the indicator and shows the latest', async () => {
  const archive = await openFakeArchive();
  const rows = Array.from({ length: 25 }, (_, i) =>
    createFileNotification(`n${i}`, { file: 'same', date: 1000 + i }),
  );
  await archive.commitStreamPage(createCommit([...rows, createFileNotification('other', { date: 9999 })]));
  await archive.setRead(['n24'], true);
  const summary = await archive.summarise(createKey('sha1', createHash('same', 40)));
  expect(summary).toMatchObject({ notifications: 25, unread: 24, firstDate: 1000, lastDate: 1024 });
  expect(summary?.latest.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `n${24 - i}`));
  expect(await archive.summarise(createKey('sha1', createHash('none', 40)))).toBeUndefined();
});

test('asked again, the rows are not read again until something changes, whoever changes it', async () => {
  const name = createArchiveName();
  const archive = await openFakeArchive(name);
  const other = await openFakeArchive(name);
  await archive.commitStreamPage(
    createCommit([
      createFileNotification('1', { hunting: { ruleName: 'noisy', ruleTags: [] } }),
      createUrlNotification('2', 'https://a.example/x'),
    ]),
  );
  const file = createKey('sha256', createHash('1'));
  const host = createKey('domain', 'a.example');
  const noisy = { ...NOBODY, rules: new Set(['noisy']) };
  const reads = vi.spyOn(IDBIndex.prototype, 'getKey');
  const find = async (ignored?: typeof NOBODY, passedOver?: ReadonlySet<typeof file>) => {
    reads.mockClear();
    const [state] = await archive.findStates([file], ignored);
    const [url] = await archive.findUrlsOnHosts([host], ignored, passedOver);
    return { state, url, reads: reads.mock.calls.length };
  };
  const url = 'url:https://a.example/x';
  expect(await find()).toEqual({ state: 'unread', url, reads: 2 });
  expect(await find()).toEqual({ state: 'unread', url, reads: 0 });
  await other.setRead(['1'], true);
  expect(await find()).toEqual({ state: 'known', url, reads: 2 });
  expect(await find()).toEqual({ state: 'known', url, reads: 0 });
  // Other rules: another answer.
  expect(await find(noisy)).toMatchObject({ state: 'none', url });
  expect(await find(undefined, new Set([createKey('url', 'https://a.example/x')]))).toMatchObject({
    state: 'known',
    url: undefined,
  });
  await other.deleteNotifications(['1', '2'], 0);
  expect(await find()).toMatchObject({ state: 'none', url: undefined });
  reads.mockRestore();
  archive.close();
  other.close();
});

const NOBODY = { rules: new Set<string>(), sources: new Set<string>() };

test('notifications of ignored rules and sources do not count, those of others do', async () => {
  const archive = await openFakeArchive();
  await archive.commitStreamPage(
    createCommit([
      createFileNotification('1', { file: 'a', hunting: { ruleName: 'noisy', ruleTags: [] } }),
      createFileNotification('2', { file: 'b', hunting: { ruleName: 'noisy', ruleTags: [] } }),
      createFileNotification('3', { file: 'b', sources: [{ type: 'hunting_ruleset', id: '9' }] }),
      createUrlNotification('4', 'https://a.example/old', { date: 10 }),
      createUrlNotification('5', 'https://a.example/new', {
        date: 20,
        sources: [{ type: 'collection', id: '9' }],
      }),
    ]),
  );
  await archive.setRead(['3'], true);
  const files = ['a', 'b'].map((file) => createKey('sha256', createHash(file)));
  const noisy = { ...NOBODY, rules: new Set(['noisy']) };
  const ninth = { ...NOBODY, sources: new Set(['9']) };
  expect(await archive.findStates(files)).toEqual(['unread', 'unread']);
  expect(await archive.findStates(files, noisy)).toEqual(['none', 'known']);
  expect(await archive.findStates(files, ninth)).toEqual(['unread', 'unread']);
  const hosts = [createKey('domain', 'a.example'), createKey('domain', 'b.example')];
  expect(await archive.findUrlsOnHosts(hosts)).toEqual(['url:https://a.example/new', undefined]);
  expect(await archive.findUrlsOnHosts(hosts, ninth)).toEqual(['url:https://a.example/old', undefined]);
});

test('of a host, the latest URL that is not passed over', async () => {
  const archive = await openFakeArchive();
  const urls = ['oldest', 'old', 'new'].map((path) => `https://a.example/${path}`);
  await archive.commitStreamPage(
    createCommit(urls.map((url, i) => createUrlNotification(`${i}`, url, { date: 10 + i }))),
  );
  const [oldest, old, latest] = urls.map((url) => createKey('url', url));
  const find = async (...passedOver: (typeof oldest)[]) => {
    const keys = new Set(passedOver.filter((key) => key !== undefined));
    return (await archive.findUrlsOnHosts([createKey('domain', 'a.example')], undefined, keys))[0];
  };
  expect(await find()).toBe(latest);
  expect(await find(latest)).toBe(old);
  expect(await find(latest, old)).toBe(oldest);
  expect(await find(latest, old, oldest)).toBeUndefined();
});

test.each([
  ['domain', 'a.example', 'a.example'],
  ['ipv6', '2001:db8::1', '[2001:db8::1]'],
] as const)(
  'passing over costs by the URLs passed over, not by their notifications: %s',
  async (kind, value, name) => {
    const archive = await openFakeArchive();
    const quiet = `http://${name}:8080/quiet`;
    const loud = ['', 'a', 'b', 'z'].map((path) => `https://${name}/${path}`);
    const rows = loud.flatMap((url, i) =>
      Array.from({ length: 200 }, (_, n) => createUrlNotification(`${i}-${n}`, url, { date: 1000 + n })),
    );
    await archive.commitStreamPage(
      createCommit([
        createUrlNotification('quiet', quiet, { date: 10 }),
        createUrlNotification(
          'elsewhere',
          `https://${kind === 'ipv6' ? '[2001:db8::11]' : 'a.example.b.example'}/`,
        ),
        ...rows,
      ]),
    );
    const host = [createKey(kind, value)];
    const passedOver = new Set(loud.map((url) => createKey('url', url)));
    const reads = vi.spyOn(IDBIndex.prototype, 'get');
    const walks = vi.spyOn(IDBIndex.prototype, 'getAll');
    expect(await archive.findUrlsOnHosts(host, undefined, passedOver)).toEqual([`url:${quiet}`]);
    passedOver.add(createKey('url', quiet));
    expect(await archive.findUrlsOnHosts(host, undefined, passedOver)).toEqual([undefined]);
    expect(reads.mock.calls.length).toBeLessThanOrEqual(2 * (passedOver.size + 6));
    expect(walks).not.toHaveBeenCalled();
    reads.mockRestore();
    walks.mockRestore();
    const ninth = { ...NOBODY, rules: new Set(['none']) };
    passedOver.delete(createKey('url', quiet));
    expect(await archive.findUrlsOnHosts(host, ninth, passedOver)).toEqual([`url:${quiet}`]);
  },
);

test('URLs that are known by their hash alone are counted until their text comes', async () => {
  const archive = await openFakeArchive();
  const whole = createUrlNotification('1', 'https://a.example/');
  const bare = { ...whole, entity: { type: 'url' as const, id: whole.entity.id }, keys: whole.keys.slice(1) };
  await archive.commitStreamPage(createCommit([bare]));
  expect(await archive.countUrlIds()).toBe(1);
  await archive.commitStreamPage(createCommit([whole]));
  expect(await archive.countUrlIds()).toBe(0);
  expect(await archive.findStates(whole.keys)).toEqual(['known', 'known']);
});
