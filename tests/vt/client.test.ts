import { expect, test } from 'vitest';
import { createStreamClient } from '../../utils/vt/client.ts';
import { createInProcessFetch } from '../virustotal/in-process-fetch.ts';
import { createItem } from '../virustotal/item.ts';
import { createStandIn, type StandInOptions } from '../virustotal/stand-in.ts';

const KEY = 'huntlight-test-key';
const DATE = 1_760_000_000;

const items = [1, 2, 3, 4, 5].map((n) =>
  createItem({
    id: `${n}`,
    date: DATE + n,
    entity: { type: 'domain', domain: `h${n}.example` },
    rule: `Rule_${n}`,
  }),
);

const REQUEST = { filter: '', order: 'date-', limit: 2, descriptorsOnly: false } as const;

function createRig({ apiKey = KEY, ...options }: StandInOptions & { apiKey?: string } = {}) {
  const standIn = createStandIn({ items, ...options });
  const client = createStreamClient({
    baseUrl: 'http://127.0.0.1',
    apiKey,
    fetch: createInProcessFetch(standIn),
    clock: () => 0,
    timeoutMs: 20,
    maxBodyBytes: 1 << 20,
  });
  return { standIn, client };
}

/** A client whose every request is answered by `respond`. */
function createFixed(
  respond: (url: string, init: RequestInit) => Response | Promise<Response>,
  apiKey = KEY,
) {
  return createStreamClient({
    baseUrl: 'https://a.example/vt',
    apiKey,
    clock: () => 0,
    fetch: async (input, init) => respond(String(input), init ?? {}),
  });
}

async function readError(client: ReturnType<typeof createFixed>) {
  const page = await client.readStreamPage(REQUEST);
  return page.ok ? undefined : page.error;
}

test('walks by cursor, with filter, order, limit and descriptors_only on the wire', async () => {
  const { client, standIn } = createRig();
  const request = {
    ...REQUEST,
    filter: `date:${DATE + 2}+ origin:hunting`,
    order: 'date+',
    descriptorsOnly: true,
  } as const;
  const first = await client.readStreamPage(request);
  if (!first.ok || first.value.cursor === undefined) throw new Error('no first page');
  const second = await client.readStreamPage({ ...request, cursor: first.value.cursor });
  if (!second.ok) throw new Error(second.error.message);
  expect([first.value, second.value].flatMap((page) => page.notifications.map(({ id }) => id))).toEqual([
    '2',
    '3',
    '4',
    '5',
  ]);
  expect(second.value.cursor).toBeUndefined();
  expect(first.value.count).toBe(4);
  expect(standIn.log[1]?.query).toEqual({
    filter: `date:${DATE + 2}+ origin:hunting`,
    order: 'date+',
    limit: '2',
    descriptors_only: 'true',
    cursor: first.value.cursor,
  });
});

test('a request says who asks, carries nothing else of the browser, and encodes the plus sign', async () => {
  let seen: { url: string; init: RequestInit } | undefined;
  const client = createFixed((url, init) => {
    seen = { url, init };
    return Response.json({ data: [] });
  });
  await client.readStreamPage({ ...REQUEST, filter: 'date:2026-01-01+ origin:hunting' });
  expect(seen?.url).toBe(
    'https://a.example/vt/api/v3/ioc_stream?limit=2&order=date-&filter=date%3A2026-01-01%2B+origin%3Ahunting',
  );
  expect(seen?.init).toMatchObject({
    method: 'GET',
    headers: { 'x-apikey': KEY, 'x-tool': 'huntlight', accept: 'application/json' },
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
});

test("the server's clock comes with the page, where it is told", async () => {
  const dated = createFixed(() =>
    Response.json({ data: [] }, { headers: { date: 'Thu, 01 Jan 2026 00:00:00 GMT' } }),
  );
  expect(await dated.readStreamPage(REQUEST)).toMatchObject({ value: { servedAt: Date.UTC(2026, 0, 1) } });
  const undated = await createFixed(() => Response.json({ data: [] })).readStreamPage(REQUEST);
  expect(undated.ok && 'servedAt' in undated.value).toBe(false);
});

test.each([
  [
    { kind: 'rate-limit', retryAfter: 30 },
    { code: 'quota', retryAfterMs: 30_000 },
  ],
  [{ kind: 'rate-limit', code: 'TooManyRequestsError' }, { code: 'busy' }],
  [{ kind: 'unavailable' }, { code: 'server', status: 503 }],
  [{ kind: 'bad-gateway' }, { code: 'server', status: 502 }],
  [{ kind: 'deadline' }, { code: 'server', status: 504 }],
  [{ kind: 'refuse', status: 403, code: 'ForbiddenError' }, { code: 'forbidden' }],
  [{ kind: 'redirect' }, { code: 'not-virustotal', message: 'The address answers with a redirect' }],
  [{ kind: 'not-json' }, { code: 'not-virustotal', message: 'The answer is not JSON, or was cut off' }],
  [{ kind: 'truncate' }, { code: 'not-virustotal', message: 'The answer is not JSON, or was cut off' }],
  [
    { kind: 'not-virustotal' },
    { code: 'not-virustotal', message: 'The answer has not the shape of the VirusTotal API' },
  ],
  [
    { kind: 'oversize', bytes: 2 << 20 },
    { code: 'not-virustotal', message: 'The answer is larger than 1 MB' },
  ],
  [{ kind: 'drop' }, { code: 'offline' }],
  [{ kind: 'lose-answer' }, { code: 'offline' }],
  [{ kind: 'cut' }, { code: 'offline' }],
] as const)('a fault is an expected error: %j', async (fault, error) => {
  const { client } = createRig({ faults: { rules: [{ fault }] } });
  expect(await client.readStreamPage(REQUEST)).toMatchObject({ ok: false, error });
});

const rejectOnAbort = (signal: AbortSignal | null | undefined) =>
  new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

test('no answer in time, and a body that never ends, are a timeout', async () => {
  const createSlow = (answer: typeof fetch) =>
    createStreamClient({
      baseUrl: 'https://a.example',
      apiKey: KEY,
      clock: () => 0,
      timeoutMs: 5,
      fetch: answer,
    });
  const hangs = createSlow((_input, init) => rejectOnAbort(init?.signal));
  expect(await readError(hangs)).toEqual({ code: 'timeout', message: 'No full answer within 0 seconds' });
  const dribbles = createSlow(
    async (_input, init) =>
      new Response(
        new ReadableStream({
          pull: () => rejectOnAbort(init?.signal),
        }),
      ),
  );
  expect(await readError(dribbles)).toMatchObject({ code: 'timeout' });
});

test('an answer with an opaque redirect, as browsers give it, is refused', async () => {
  const opaque = Object.create(Response.error(), { type: { value: 'opaqueredirect' } });
  expect(await readError(createFixed(() => opaque))).toMatchObject({ code: 'not-virustotal' });
});

test('an empty 200 is no stream page', async () => {
  expect(await readError(createFixed(() => new Response(null)))).toMatchObject({ code: 'not-virustotal' });
});

test('a failure that is no Error counts as no connection', async () => {
  expect(await readError(createFixed(() => Promise.reject('gone')))).toMatchObject({ code: 'offline' });
});

test('a server that the user does not let the browser ask is not asked, whatever for', async () => {
  const client = createStreamClient({
    baseUrl: 'https://a.example/vt',
    apiKey: KEY,
    clock: () => 0,
    fetch: () => expect.fail('was sent'),
    mayAsk: async () => false,
  });
  const answers = [
    client.readStreamPage(REQUEST),
    client.readNotification('1'),
    client.deleteNotification('1'),
    client.deleteByFilter('origin:hunting'),
    client.count(''),
    client.checkAccount(),
  ];
  for (const answer of await Promise.all(answers)) {
    expect(answer).toEqual({ ok: false, error: { code: 'no-access', message: '' } });
  }
});

test('a key that cannot be sent is refused without a request', async () => {
  for (const apiKey of ['', 'with space', 'with\nbreak', 'schlüssel'])
    expect(await readError(createFixed(() => expect.fail('was sent'), apiKey))).toMatchObject({
      code: 'unauthorised',
    });
});

test('no error message holds the key, even when the server repeats it', async () => {
  const body = JSON.stringify({
    error: { code: 'WrongCredentialsError', message: `Wrong API key ${KEY} (${KEY})` },
  });
  expect(await readError(createFixed(() => new Response(body, { status: 401 })))).toEqual({
    code: 'unauthorised',
    message: 'Wrong API key (API key) ((API key))',
  });
  expect(
    await readError(createFixed(() => Promise.reject(new TypeError(`https://x/?k=${KEY}`)))),
  ).not.toMatchObject({
    message: expect.stringContaining(KEY),
  });
});

test('a long message is cut, and not in the middle of the key', async () => {
  for (const before of [999, 300 - KEY.length / 2]) {
    const error = { code: 'BadRequestError', message: `${'x'.repeat(before)}${KEY}` };
    const answer = () => new Response(JSON.stringify({ error }), { status: 400 });
    const message = (await readError(createFixed(answer)))?.message ?? '';
    expect(message).toMatch(/^x{200}/);
    expect(message.length).toBeLessThanOrEqual(300);
    expect(message).not.toContain(KEY.slice(0, 4));
  }
});

test('one notification is read and deleted by its id', async () => {
  const { client } = createRig();
  expect(await client.readNotification('3')).toMatchObject({
    ok: true,
    value: { id: '3', entity: { id: 'h3.example' } },
  });
  expect(await client.deleteNotification('3')).toEqual({ ok: true, value: undefined });
  expect(await client.readNotification('3')).toMatchObject({ error: { code: 'not-found' } });
  expect(await client.deleteNotification('3')).toMatchObject({ error: { code: 'not-found' } });
  expect(await client.readNotification('../users')).toMatchObject({ error: { code: 'not-found' } });
});

test('a notification object that cannot be understood says so', async () => {
  const client = createFixed(() =>
    Response.json({ data: { id: '1', attributes: { date: 5, entity_type: 'mutex' } } }),
  );
  expect(await client.readNotification('1')).toEqual({
    ok: false,
    error: {
      code: 'not-virustotal',
      message: 'The notification is of a type that Huntlight does not know: mutex',
    },
  });
});

test('deleting by filter: sent as it is, refused while another runs', async () => {
  const { client, standIn } = createRig();
  expect(await client.deleteByFilter('notification_tag:rule_1')).toEqual({ ok: true, value: undefined });
  expect(await client.deleteByFilter('notification_tag:rule_2')).toMatchObject({ error: { code: 'busy' } });
  expect(standIn.log.map(({ method, query }) => [method, query])).toEqual([
    ['DELETE', { filter: 'notification_tag:rule_1' }],
    ['DELETE', { filter: 'notification_tag:rule_2' }],
  ]);
  standIn.finishDeletion();
  expect([...standIn.rows()]).toHaveLength(4);
});

test('an empty filter, and one that VirusTotal might not understand, deletes nothing', async () => {
  const { client, standIn } = createRig();
  for (const filter of ['', '   ', 'evil.example', 'source_name:x', 'date:soon'])
    expect(await client.deleteByFilter(filter)).toMatchObject({ error: { code: 'bad-request' } });
  expect(standIn.log).toEqual([]);
});

test('counting costs one row; without meta.count it is known only for nothing', async () => {
  const { client, standIn } = createRig();
  expect(await client.count('notification_tag:rule_1')).toEqual({ ok: true, value: 1 });
  expect(await client.count('')).toEqual({ ok: true, value: 5 });
  expect(standIn.log[1]?.query).toEqual({ limit: '1', descriptors_only: 'true' });
  standIn.configure({ metaCount: false });
  expect(await client.count('')).toEqual({ ok: true, value: undefined });
  expect(await client.count('notification_tag:nothing')).toEqual({ ok: true, value: 0 });
  expect(await client.count('origin:elsewhere')).toMatchObject({ error: { code: 'bad-request' } });
});

test('checking an account tells a refused key from a missing entitlement', async () => {
  expect(await createRig().client.checkAccount()).toEqual({ ok: true, value: undefined });
  expect(await createRig({ apiKey: 'wrong' }).client.checkAccount()).toMatchObject({
    error: { code: 'unauthorised' },
  });
  expect(await createRig({ forbidden: true }).client.checkAccount()).toMatchObject({
    error: { code: 'forbidden' },
  });
});
