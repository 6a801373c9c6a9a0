import { afterEach, expect, test } from 'vitest';
import type { ApiItem } from './api-item.ts';
import { DEFAULT_SETTINGS } from './api-settings.ts';
import { createItem, createUrlId } from './item.ts';
import { createVirusTotal, type VirusTotal, type VirusTotalOptions } from './server.ts';

const HEADERS = { 'X-ApiKey': DEFAULT_SETTINGS.key };
const servers: VirusTotal[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function start(options: VirusTotalOptions = {}): Promise<VirusTotal> {
  const server = await createVirusTotal(options);
  servers.push(server);
  return server;
}

interface Page {
  readonly data: readonly ApiItem[];
  readonly meta: { readonly count?: number; readonly cursor?: string };
  readonly links: { readonly self: string; readonly next?: string };
}

async function ask(url: string): Promise<Page> {
  const response = await fetch(url, { headers: HEADERS });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/json');
  return response.json();
}

async function readError(request: Promise<Response>): Promise<unknown> {
  const response = await request;
  const { error } = await response.json();
  return { status: response.status, ...error };
}

const ids = (page: Page) => page.data.map((item) => item.context_attributes.notification_id);

/** Rows 1 to `count`, three to a second, the highest number newest. */
const createRows = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    createItem({
      id: String(20_000_000_000 + i + 1),
      date: 1_790_000_000 + Math.floor(i / 3),
      origin: i % 4 === 3 ? 'subscriptions' : 'hunting',
      entity: { type: 'url', url: `https://host${i + 1}.example/` },
      rule: 'Some_Rule',
      ruleset: 'Some_Set',
    }),
  );

test('a walk by links.next sees every row once, newest first, ids ascending inside a second', async () => {
  const server = await start({ items: createRows(95) });
  const seen: string[] = [];
  let url: string | undefined = `${server.url}/api/v3/ioc_stream?limit=40`;
  const sizes: number[] = [];
  while (url !== undefined) {
    const page: Page = await ask(url);
    seen.push(...ids(page));
    sizes.push(page.data.length);
    expect(page.meta.count).toBe(95);
    expect(page.links.next === undefined).toBe(page.meta.cursor === undefined);
    url = page.links.next;
  }
  expect(sizes).toEqual([40, 40, 15]);
  expect(new Set(seen).size).toBe(95);
  expect(seen.slice(0, 5)).toEqual(['94', '95', '91', '92', '93'].map((n) => `200000000${n}`));
  expect([...server.rows()].map((item) => item.context_attributes.notification_id)).toEqual(seen);
});

test('date+ goes the other way; the default is ten rows; limits over 40 are clamped, or refused on request', async () => {
  const server = await start({ items: createRows(50) });
  const oldest = await ask(`${server.url}/api/v3/ioc_stream?order=date%2B`);
  expect(ids(oldest)).toEqual(createRows(10).map((item) => item.context_attributes.notification_id));
  expect((await ask(`${server.url}/api/v3/ioc_stream?limit=300`)).data).toHaveLength(40);
  server.configure({ overLimit: 'reject' });
  const refused = await fetch(`${server.url}/api/v3/ioc_stream?limit=300`, { headers: HEADERS });
  expect(refused.status).toBe(400);
});

test('links stand on the own host, next form-encoded with the cursor last', async () => {
  const server = await start({ items: createRows(9) });
  const { links, meta } = await ask(
    `${server.url}/api/v3/ioc_stream?filter=date%3A2020-01-01%2B%20origin%3Ahunting&limit=2`,
  );
  expect(links.self).toBe(
    `${server.url}/api/v3/ioc_stream?filter=date:2020-01-01%2B%20origin:hunting&limit=2`,
  );
  expect(links.next).toBe(
    `${server.url}/api/v3/ioc_stream?filter=date%3A2020-01-01%2B+origin%3Ahunting&limit=2&cursor=${encodeURIComponent(meta.cursor ?? '')}`,
  );
});

test('a cursor is a place: rows that arrive above it, or its own row leaving, change nothing below', async () => {
  const server = await start({ items: createRows(30) });
  const first = await ask(`${server.url}/api/v3/ioc_stream?limit=5`);
  const rest = ids(await ask(`${server.url}/api/v3/ioc_stream?limit=40`)).slice(5);
  server.insert([
    createItem({ id: '1', date: 1_890_000_000, entity: { type: 'domain', domain: 'new.example' } }),
  ]);
  server.remove([ids(first).at(-1) ?? '']);
  expect(ids(await ask(`${first.links.next}&limit=40`)).slice(0, 5)).toEqual(rest.slice(0, 5));
});

test('descriptors have no links or attributes; a subscribed URL is named by its text', async () => {
  const server = await start({ items: createRows(4) });
  const { data } = await ask(`${server.url}/api/v3/ioc_stream?descriptors_only=True`);
  expect(data.map((item) => Object.keys(item))).toEqual(
    Array.from({ length: 4 }, () => ['type', 'id', 'context_attributes']),
  );
  expect(data[0]?.id).toBe('https://host4.example/');
  expect(data[1]?.id).toBe(createUrlId('https://host1.example/'));
  expect(data[0]?.context_attributes.hunting_info).toBeNull();
});

test('keys: none, wrong, right but without the stream', async () => {
  const server = await start();
  const url = `${server.url}/api/v3/ioc_stream`;
  expect(await readError(fetch(url))).toEqual({
    status: 401,
    code: 'AuthenticationRequiredError',
    message: 'X-Apikey header is missing',
  });
  const wrong = fetch(url, { headers: { 'x-apikey': 'no' } });
  expect(await readError(wrong)).toMatchObject({ status: 401, code: 'WrongCredentialsError' });
  server.configure({ forbidden: true });
  expect(await readError(fetch(url, { headers: HEADERS }))).toMatchObject({
    status: 403,
    code: 'ForbiddenError',
  });
  expect(server.log.map(({ key }) => key)).toEqual(['none', 'wrong', 'right']);
  expect(JSON.stringify(server.log)).not.toContain(DEFAULT_SETTINGS.key);
});

test.each([
  ['filter=origin:notHunting', 'origin "notHunting" is not valid. Valid origins are: hunting,subscriptions'],
  ['filter=date:2026-02-30%2B', 'date "2026-02-30+" is not valid'],
  ['filter=colour:red', 'filter "colour" is not valid'],
  ['filter=origin:', 'filter "origin:" is not valid'],
  ['order=date+', 'order "date " is not valid. Valid orders are: date-,date+'],
  ['limit=0', 'limit "0" is not valid: it must be a number from 1 to 40'],
  ['limit=ten', 'limit "ten" is not valid: it must be a number from 1 to 40'],
  ['descriptors_only=maybe', 'descriptors_only "maybe" is not a boolean'],
  ['cursor=bm90IGEgY3Vyc29y', 'Invalid cursor'],
])('400 for %s', async (query, message) => {
  const server = await start();
  const response = fetch(`${server.url}/api/v3/ioc_stream?${query}`, { headers: HEADERS });
  expect(await readError(response)).toEqual({ status: 400, code: 'BadRequestError', message });
});

test('cursors expire when told to', async () => {
  let now = 1_790_000_000_000;
  const server = await start({ items: createRows(9), cursorLifetimeMs: 60_000, clock: () => now });
  const { links } = await ask(`${server.url}/api/v3/ioc_stream?limit=2`);
  now += 60_000;
  const { links: second } = await ask(links.next ?? '');
  now += 61_000;
  expect((await fetch(second.next ?? '', { headers: HEADERS })).status).toBe(400);
});

test('a full last page may have a cursor to an empty one; the count may be missing', async () => {
  const server = await start({ items: createRows(4), emptyLastPage: true, metaCount: false });
  const { links, meta } = await ask(`${server.url}/api/v3/ioc_stream?limit=4`);
  expect(meta.count).toBeUndefined();
  expect(await ask(links.next ?? '')).toEqual({ data: [], meta: {}, links: { self: expect.any(String) } });
});

test('DELETE by filter runs on; until it ends its rows stay and another one is refused', async () => {
  const server = await start({ items: createRows(8), deletionMs: Number.POSITIVE_INFINITY });
  const url = `${server.url}/api/v3/ioc_stream?filter=origin:subscriptions`;
  const first = await fetch(url, { method: 'DELETE', headers: HEADERS });
  expect([first.status, await first.text()]).toEqual([200, '']);
  expect((await ask(url)).data).toHaveLength(2);
  const second = fetch(url, { method: 'DELETE', headers: HEADERS });
  expect(await readError(second)).toMatchObject({ status: 429, code: 'TooManyRequests' });
  server.insert([
    createItem({
      id: '7',
      date: 1,
      origin: 'subscriptions',
      entity: { type: 'domain', domain: 'late.example' },
    }),
  ]);
  server.finishDeletion();
  expect(ids(await ask(url))).toEqual(['7']);
  expect((await ask(`${server.url}/api/v3/ioc_stream`)).meta.count).toBe(7);
});

test('one notification can be read, in its own shape, and deleted', async () => {
  const server = await start({ items: createRows(1) });
  const url = `${server.url}/api/v3/ioc_stream_notifications/20000000001`;
  const { data } = await (await fetch(url, { headers: HEADERS })).json();
  expect(data).toEqual({
    type: 'ioc_stream_notification',
    id: '20000000001',
    links: { self: url },
    attributes: {
      date: 1_790_000_000,
      entity_type: 'url',
      entity_id: createUrlId('https://host1.example/'),
      origin: 'hunting',
      hunting_info: { match_in_subfile: false, rule_name: 'Some_Rule' },
      sources: [{ type: 'hunting_ruleset', id: expect.stringMatching(/^\d{11}$/) }],
      tags: ['some_set', 'some_rule'],
    },
  });
  expect((await fetch(url, { method: 'DELETE', headers: HEADERS })).status).toBe(200);
  for (const method of ['GET', 'DELETE']) {
    expect(await readError(fetch(url, { method, headers: HEADERS }))).toMatchObject({
      status: 404,
      code: 'NotFoundError',
    });
  }
});

test('a preflight is recorded, and refused without any CORS header', async () => {
  const server = await start();
  const answer = await fetch(`${server.url}/api/v3/ioc_stream`, { method: 'OPTIONS' });
  expect(answer.status).toBe(405);
  expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  expect(server.log.map(({ method }) => method)).toEqual(['OPTIONS']);
});

test('the root answers without a key; unknown paths do not exist', async () => {
  const server = await start();
  expect((await fetch(`${server.url}/`)).status).toBe(200);
  expect((await fetch(`${server.url}/api/v3/files/x`, { headers: HEADERS })).status).toBe(404);
});

test('the log tells method, path, decoded query, headers, key, status and time', async () => {
  const server = await start({ clock: () => 1_790_000_000_000 });
  const headers = { ...HEADERS, 'x-tool': 'tool' };
  await fetch(`${server.url}/api/v3/ioc_stream?filter=date:5%2B+origin:hunting`, { headers });
  expect(server.log).toEqual([
    {
      number: 1,
      method: 'GET',
      path: '/api/v3/ioc_stream',
      query: { filter: 'date:5+ origin:hunting' },
      headers: expect.objectContaining({ 'x-tool': 'tool' }),
      key: 'right',
      status: 200,
      at: 1_790_000_000_000,
      faults: [],
    },
  ]);
});

test('rows past retention are gone', async () => {
  const clock = () => 1_790_000_010_000;
  const server = await start({ items: createRows(30), retentionMs: 5_000, clock });
  expect((await ask(`${server.url}/api/v3/ioc_stream`)).meta.count).toBe(15);
  expect([...server.rows()]).toHaveLength(15);
  const gone = fetch(`${server.url}/api/v3/ioc_stream_notifications/20000000001`, { headers: HEADERS });
  expect((await gone).status).toBe(404);
});
