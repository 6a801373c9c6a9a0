import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from './api-settings.ts';
import { createFaultPlan } from './fault-plan.ts';
import { parseFaultScript } from './fault-script.ts';
import type { Fault, FaultRule } from './faults.ts';
import { createInProcessFetch } from './in-process-fetch.ts';
import { createItem } from './item.ts';
import { createVirusTotal, type VirusTotal } from './server.ts';
import { createStandIn } from './stand-in.ts';

const NOW = 1_790_000_000_000;
const HEADERS = { 'x-apikey': DEFAULT_SETTINGS.key };
const servers: VirusTotal[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const items = Array.from({ length: 6 }, (_, i) =>
  createItem({
    id: String(100 + i),
    date: NOW / 1000 - 100 - i,
    entity: { type: 'domain', domain: `d${i}.example` },
  }),
);

async function start(...rules: readonly FaultRule[]): Promise<VirusTotal & { readonly stream: string }> {
  const server = await createVirusTotal({ items, faults: { rules }, clock: () => NOW });
  servers.push(server);
  return Object.assign(server, { stream: `${server.url}/api/v3/ioc_stream` });
}

const get = (url: string, init: RequestInit = {}) =>
  fetch(url, { headers: HEADERS, redirect: 'manual', ...init });

describe('answers', () => {
  test.each<[Fault, number, string, string | null]>([
    [{ kind: 'rate-limit' }, 429, '"QuotaExceededError"', null],
    [{ kind: 'rate-limit', retryAfter: 7, code: 'TooManyRequestsError' }, 429, '"TooManyRequestsError"', '7'],
    [
      { kind: 'rate-limit', retryAfter: 60, as: 'date' },
      429,
      '"QuotaExceededError"',
      'Mon, 21 Sep 2026 14:14:20 GMT',
    ],
    [{ kind: 'unavailable' }, 503, '"TransientError"', null],
    [{ kind: 'bad-gateway' }, 502, '<html>', null],
    [{ kind: 'deadline' }, 504, '"DeadlineExceededError"', null],
    [{ kind: 'refuse', status: 401, code: 'UserNotActiveError' }, 401, '"UserNotActiveError"', null],
    [{ kind: 'redirect' }, 302, '', null],
    [{ kind: 'not-json' }, 200, '<!doctype html>', null],
    [{ kind: 'not-virustotal' }, 200, '{"hello"', null],
  ])('%j', async (fault, status, text, retryAfter) => {
    const { stream, log } = await start({ fault });
    const response = await get(stream);
    expect(response.status).toBe(status);
    expect(await response.text()).toContain(text);
    expect(response.headers.get('retry-after')).toBe(retryAfter);
    expect(log[0]).toMatchObject({ status, faults: [fault.kind] });
  });

  test('a cursor expires; a first request has none', async () => {
    const { stream } = await start({ fault: { kind: 'expired-cursor' } });
    const first = await get(`${stream}?limit=2`);
    expect(first.status).toBe(200);
    const { links } = await first.json();
    expect((await get(links.next)).status).toBe(400);
  });
});

describe('deliveries', () => {
  test('a dropped request has no effect, a lost answer has had it', async () => {
    const url = '/api/v3/ioc_stream_notifications/100';
    const server = await start(
      { on: [1], fault: { kind: 'drop' } },
      { on: [2], fault: { kind: 'lose-answer' } },
    );
    await expect(get(server.url + url, { method: 'DELETE' })).rejects.toThrow(TypeError);
    expect([...server.rows()]).toHaveLength(6);
    await expect(get(server.url + url, { method: 'DELETE' })).rejects.toThrow(TypeError);
    expect([...server.rows()]).toHaveLength(5);
  });

  test('a body can be cut, truncated, oversized', async () => {
    const { stream } = await start(
      { on: [1], fault: { kind: 'cut' } },
      { on: [2], fault: { kind: 'truncate' } },
      { on: [3], fault: { kind: 'oversize', bytes: 1_000_000 } },
    );
    await expect((await get(stream)).text()).rejects.toThrow(TypeError);
    await expect((await get(stream)).json()).rejects.toThrow(SyntaxError);
    expect((await (await get(stream)).text()).length).toBeGreaterThan(1_000_000);
  });

  test('a slow body comes whole in the end; a hanging request only ends with its client', async () => {
    const { stream } = await start(
      { on: [1], fault: { kind: 'slow', ms: 40 } },
      { on: [2], fault: { kind: 'hang' } },
    );
    expect((await (await get(stream)).json()).data).toHaveLength(6);
    await expect(get(stream, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
  });

  test('a bad item stands among the good ones', async () => {
    const { stream } = await start({ fault: { kind: 'bad-item', item: { type: 'spaceship' } } });
    const { data } = await (await get(stream)).json();
    expect([data.length, data[0]]).toEqual([7, { type: 'spaceship' }]);
    const { data: none } = await (await get(`${stream}?filter=origin:subscriptions`)).json();
    expect(none).toEqual([{ type: 'spaceship' }]);
  });
});

test('rows arrive on top, arrive late and expire in mid-walk', async () => {
  const server = await start(
    { on: [2], fault: { kind: 'arrive', count: 2 } },
    { on: [2], fault: { kind: 'arrive-late', count: 3, ageSeconds: 104 } },
    { on: [3], fault: { kind: 'expire', count: 1 } },
  );
  const dates = async (url: string) => {
    const { data, links } = await (await get(url)).json();
    const ages = data.map(
      (item: (typeof items)[0]) => NOW / 1000 - item.context_attributes.notification_date,
    );
    return { ages, next: links.next };
  };
  const first = await dates(`${server.stream}?limit=4`);
  expect(first.ages).toEqual([100, 101, 102, 103]);
  const second = await dates(first.next);
  expect(second.ages).toEqual([104, 104, 104, 104]);
  expect((await dates(second.next)).ages).toEqual([]);
  expect([...server.rows()]).toHaveLength(10);
});

describe('the plan', () => {
  const drop: Fault = { kind: 'drop' };
  const struck = (rule: FaultRule, method = 'GET', hasCursor = false) => {
    const plan = createFaultPlan({ seed: 4, rules: [rule] });
    return Array.from({ length: 1000 }, (_, i) => i + 1).filter(
      (number) => plan.strike({ number, method, hasCursor }).length > 0,
    );
  };

  test('by number, by step, by count, by kind of request', () => {
    expect(struck({ fault: drop, on: [3, 5] })).toEqual([3, 5]);
    expect(struck({ fault: drop, every: 300 })).toEqual([300, 600, 900]);
    expect(struck({ fault: drop, times: 2 })).toEqual([1, 2]);
    expect(struck({ fault: drop, method: 'DELETE' })).toEqual([]);
    expect(struck({ fault: drop, cursor: true })).toEqual([]);
    expect(struck({ fault: drop, cursor: true }, 'GET', true)).toHaveLength(1000);
  });

  test('by chance, the same every time', () => {
    const hits = struck({ fault: drop, probability: 0.1 });
    expect(hits.length).toBeGreaterThan(60);
    expect(hits.length).toBeLessThan(140);
    expect(struck({ fault: drop, probability: 0.1 })).toEqual(hits);
    expect(struck({ fault: drop, probability: 0 })).toEqual([]);
    expect(struck({ fault: drop, probability: 1 })).toHaveLength(1000);
  });

  test('rules come and go while the server runs', async () => {
    const { stream, faults } = await start();
    const remove = faults.add({ fault: { kind: 'unavailable' } });
    expect((await get(stream)).status).toBe(503);
    remove();
    expect((await get(stream)).status).toBe(200);
    faults.add({ fault: { kind: 'deadline' } });
    faults.clear();
    expect((await get(stream)).status).toBe(200);
  });
});

describe('scripts', () => {
  test('a good one is taken as it is', () => {
    const script = {
      seed: 3,
      rules: [
        { on: [1, 2], fault: { kind: 'rate-limit', retryAfter: 2, as: 'date' } },
        {
          probability: 0.2,
          method: 'GET',
          cursor: true,
          times: 4,
          every: 2,
          fault: { kind: 'arrive', count: 1 },
        },
      ],
    };
    expect(parseFaultScript(script)).toEqual(script);
  });

  test.each([
    [[], 'the script must be an object'],
    [{}, '"rules" is missing'],
    [{ rules: [{ on: [1] }] }, 'rule 1: "fault" is missing'],
    [{ rules: [{ fault: { kind: 'flood' } }] }, 'rule 1: fault.kind must be one of rate-limit'],
    [{ rules: [{ fault: { kind: 'slow' } }] }, 'rule 1: "ms" is missing'],
    [
      { rules: [{ fault: { kind: 'drop' } }, { at: 3, fault: { kind: 'drop' } }] },
      'rule 2: unknown field "at"',
    ],
    [{ rules: [{ probability: 2, fault: { kind: 'drop' } }] }, 'rule 1: "probability" is not valid'],
    [{ rules: [{ fault: { kind: 'insert', items: [] } }] }, 'rule 1: fault.kind must be one of'],
  ])('%j', (script, message) => {
    expect(() => parseFaultScript(script)).toThrow(message);
  });
});

test('the in-process fetch does what a network would', async () => {
  const standIn = createStandIn({ items, clock: () => NOW });
  const fetchInProcess = createInProcessFetch(standIn);
  const url = 'https://www.virustotal.com/api/v3/ioc_stream';
  const ask = (init: RequestInit = {}) => fetchInProcess(url, { headers: HEADERS, ...init });
  const strikeNext = (fault: Fault) => standIn.faults.add({ fault, on: [standIn.log.length + 1] });

  const { data, links } = await (await ask()).json();
  expect([data.length, links.self]).toEqual([6, url]);
  strikeNext({ kind: 'drop' });
  await expect(ask()).rejects.toThrow(TypeError);
  strikeNext({ kind: 'cut' });
  await expect((await ask()).text()).rejects.toThrow(TypeError);
  strikeNext({ kind: 'redirect' });
  await expect(ask({ redirect: 'error' })).rejects.toThrow(TypeError);
  strikeNext({ kind: 'hang' });
  const abort = new AbortController();
  const hanging = ask({ signal: abort.signal });
  abort.abort(new Error('gave up'));
  await expect(hanging).rejects.toThrow('gave up');
  await expect(ask({ signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late');
  expect((await ask({ method: 'DELETE' })).status).toBe(200);
});
