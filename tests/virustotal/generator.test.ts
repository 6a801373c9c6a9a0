import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiItem } from './api-item.ts';
import { parseFilter } from './filter.ts';
import { createGeneratedSource } from './generator/generated-source.ts';
import { createTimeline } from './generator/timeline.ts';
import { createStream } from './stream.ts';

const NEWEST = 1_790_000_000;
const DAY = 86_400;
const source = createGeneratedSource({ count: 4000, seed: 11, newest: NEWEST });
const items: readonly ApiItem[] = Array.from({ length: source.size }, (_, index) => source.itemAt(index));
const contexts = items.map((item) => item.context_attributes);

describe('the timeline', () => {
  test('dates never rise, ids ascend inside a second, every id leads back to its row', () => {
    const spans = fc.constantFrom(0, 60, DAY, 400 * DAY);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1500 }), fc.nat(), spans, (count, seed, span) => {
        const timeline = createTimeline(count, seed, NEWEST, span);
        const ids = new Set<string>();
        for (let i = 0; i < count; i++) {
          const [date, id] = [timeline.dateAt(i), timeline.idAt(i)];
          ids.add(id);
          expect(timeline.indexOf(id)).toBe(i);
          expect(id).toMatch(/^\d{11}$/);
          expect(date).toBeGreaterThan(NEWEST - Math.max(span, count / 64 + 1) - 1);
          if (i === 0) continue;
          const before = timeline.dateAt(i - 1);
          expect(before).toBeGreaterThanOrEqual(date);
          if (before === date) expect(timeline.idAt(i - 1) < id).toBe(true);
        }
        expect(ids.size).toBe(count);
      }),
      { numRuns: 40 },
    );
  });

  test('many rows share a second, ids go up and down with time, and strangers are nobody', () => {
    const timeline = createTimeline(10_000, 5, NEWEST, 7 * DAY);
    const steps = Array.from({ length: 9999 }, (_, i) => ({
      tie: timeline.dateAt(i) === timeline.dateAt(i + 1),
      up: timeline.idAt(i) < timeline.idAt(i + 1),
    }));
    expect(steps.filter(({ tie }) => tie).length).toBeGreaterThan(2000);
    expect(steps.filter(({ tie, up }) => !tie && up).length).toBeGreaterThan(500);
    expect(steps.filter(({ tie, up }) => !tie && !up).length).toBeGreaterThan(100);
    for (const id of ['', 'x', '1', '99999999999', '23000000000000', String(BigInt(timeline.idAt(3)) + 1n)]) {
      expect(timeline.indexOf(id)).toBe(-1);
    }
  });
});

describe('rows', () => {
  test('the same seed gives the same stream, another one another', () => {
    const again = createGeneratedSource({ count: 4000, seed: 11, newest: NEWEST });
    expect(again.itemAt(1234)).toEqual(items[1234]);
    const other = createGeneratedSource({ count: 4000, seed: 12, newest: NEWEST });
    expect(other.itemAt(1234)).not.toEqual(items[1234]);
  });

  test('what filters see is what the items say', () => {
    for (const [index, item] of items.slice(0, 500).entries()) {
      const { origin, sources, tags } = item.context_attributes;
      const { type, id } = item;
      const head = source.headAt(index);
      const seen = {
        type: head.type,
        id: head.id,
        origin: head.origin,
        sources: head.sources,
        tags: head.tags,
      };
      expect(seen).toEqual({ type, id, origin, sources, tags });
      expect(head.url).toBe(item.attributes?.['url']);
    }
  });

  test('every shape that was seen upstream is there', () => {
    const types = new Set(contexts.flatMap(({ sources }) => sources.map(({ type }) => type)));
    expect([...types].sort()).toEqual(['collection', 'hunting_ruleset', 'retrohunt_job', 'threat_profile']);
    const share = (holds: (item: ApiItem) => boolean) => items.filter(holds).length / items.length;
    const counts = new Map<string, number>();
    for (const { id } of items) counts.set(id, (counts.get(id) ?? 0) + 1);
    const shares = {
      file: share(({ type }) => type === 'file'),
      url: share(({ type }) => type === 'url'),
      domain: share(({ type }) => type === 'domain'),
      ip: share(({ type }) => type === 'ip_address'),
      hunting: share(({ context_attributes: c }) => c.origin === 'hunting' && c.hunting_info !== null),
      subscribed: share(
        ({ context_attributes: c }) => c.origin === 'subscriptions' && c.hunting_info === null,
      ),
      actor: share(({ context_attributes: c }) =>
        c.sources.some(({ id }) => id.startsWith('threat-actor--')),
      ),
      twoSources: share(({ context_attributes: c }) => c.sources.length === 2),
      unlabelled: share(({ context_attributes: c }) => c.sources.some(({ label }) => label === undefined)),
      spaced: share(({ context_attributes: c }) => c.sources.some(({ label }) => label?.startsWith(' '))),
      noSnippet: share(({ context_attributes: c }) => c.hunting_info?.snippet === undefined),
      noRuleTags: share(({ context_attributes: c }) => c.hunting_info !== null && !c.hunting_info.rule_tags),
      noName: share((item) => item.type === 'file' && item.attributes?.['meaningful_name'] === undefined),
      cut: share(({ context_attributes: c }) => c.hunting_info?.snippet?.endsWith('\n\n...') === true),
      delete: share(({ context_attributes: c }) => c.hunting_info?.snippet?.includes('\u007F') === true),
      markup: share((item) => JSON.stringify(item).includes('<script>')),
      bidi: share((item) => JSON.stringify(item).includes('\u202E')),
      shared: share(({ id }) => (counts.get(id) ?? 0) > 1),
      broken: share(({ error }) => error !== undefined),
    };
    for (const [name, value] of Object.entries(shares)) expect(value, name).toBeGreaterThan(0.0005);
  });

  test('names are invented, tags are single lower-case words, snippets follow the form', () => {
    const line =
      /^(?:\*begin_highlight\*)?(?:[0-9A-F]{2}(?:\*end_highlight\*)? ?(?:\*(?:begin|end)_highlight\*)?){16} {2}/;
    for (const { type, id, attributes, context_attributes: context } of items) {
      if (type === 'domain') expect(id).toMatch(/\.(?:example|test|invalid)$/);
      if (type === 'ip_address')
        expect(id).toMatch(/^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/);
      if (type === 'file' && attributes) {
        expect([attributes['sha256'], attributes['md5'], attributes['sha1']]).toEqual([
          id,
          expect.stringMatching(/^[0-9a-f]{32}$/),
          expect.stringMatching(/^[0-9a-f]{40}$/),
        ]);
      }
      for (const tag of context.tags) expect(tag).toMatch(/^\S+$/);
      expect(context.tags.join('')).toBe(context.tags.join('').toLowerCase());
      const snippet = context.hunting_info?.snippet?.replace(/\n\n\.\.\.$/, '');
      for (const text of snippet?.split('\n') ?? []) expect(text).toMatch(line);
    }
  });

  test('items weigh about what was asked for', () => {
    const weigh = (itemBytes: number) => {
      const made = createGeneratedSource({ count: 200, seed: 2, newest: NEWEST, itemBytes });
      const files = Array.from({ length: 200 }, (_, i) => made.itemAt(i)).filter(
        ({ type }) => type === 'file',
      );
      return JSON.stringify(files).length / files.length;
    };
    expect(weigh(26_000)).toBeGreaterThan(22_000);
    expect(weigh(26_000)).toBeLessThan(28_000);
    expect(weigh(2500)).toBeLessThan(3500);
  });
});

test('a million rows: no memory to speak of, and a seek asks for a few dates only', () => {
  const million = createGeneratedSource({ count: 1_000_000, seed: 1, newest: NEWEST });
  let asked = 0;
  const counting = {
    ...million,
    dateAt(index: number) {
      asked++;
      return million.dateAt(index);
    },
  };
  const stream = createStream([], counting);
  const middle = million.dateAt(500_000);
  const page = [...stream.walk(parseFilter(`date:${middle}-`), { order: 'date-' }).take(40)];
  expect(page).toHaveLength(40);
  expect(stream.count(parseFilter(''))).toBe(1_000_000);
  expect(asked).toBeLessThan(500);
});
