import { EVIDENCE, type Evidence } from '../../utils/ioc/candidate.ts';
import { type IndicatorKey, parseKey } from '../../utils/ioc/indicator.ts';
import type { Match } from '../../utils/match/find-matches.ts';
import { isListed } from '../../utils/match/listing.ts';
import type { PageItem, PageReport } from '../../utils/messaging/desk-protocol.ts';
import type { FrameReport } from '../../utils/messaging/protocol.ts';
import type { Archive } from '../../utils/store/archive-api.ts';

export type AvailableReport = Extract<PageReport, { available: true }>;
export type FindMatches = (keys: readonly IndicatorKey[]) => Promise<readonly Match[]>;

/** What all frames of a tab hold, each key once with the clearest of its evidence, in the order of the frames. */
function joinFrames(frames: readonly FrameReport[]): ReadonlyMap<IndicatorKey, Evidence> {
  const clearest = new Map<IndicatorKey, Evidence>();
  for (const { keys, evidence } of frames) {
    if (keys === '') continue;
    for (const [index, key] of (keys.split('\n') as IndicatorKey[]).entries()) {
      const found = Number(evidence.charAt(index)) as Evidence;
      clearest.set(key, Math.max(found, clearest.get(key) ?? found) as Evidence);
    }
  }
  return clearest;
}

/** The matches that count: a merely implied candidate counts when it is stored itself, not by relation. */
async function findCounted(seen: ReadonlyMap<IndicatorKey, Evidence>, find: FindMatches): Promise<Match[]> {
  const matches = await find([...seen.keys()]);
  return matches.filter(
    ({ key, state }) => state !== 'none' && (state !== 'related' || seen.get(key) !== EVIDENCE.implied),
  );
}

/** How many matches the badge says. */
export async function countMatches(frames: readonly FrameReport[], find: FindMatches): Promise<number> {
  return (await findCounted(joinFrames(frames), find)).length;
}

export async function createReport(
  frames: readonly FrameReport[],
  find: FindMatches,
  archive: Archive | undefined,
): Promise<AvailableReport> {
  const seen = joinFrames(frames);
  const found = await findCounted(seen, find);
  const matched = new Set(found.map(({ key }) => key));
  const coverage = new Map<string, number>();
  for (const { what, count } of frames.flatMap((frame) => frame.coverage)) {
    coverage.set(what, (coverage.get(what) ?? 0) + count);
  }
  return {
    available: true,
    items: await describeMatches(found, archive),
    unseen: [...seen].flatMap(([key, evidence]) => {
      const indicator = matched.has(key) ? undefined : parseKey(key);
      return indicator !== undefined && isListed(indicator, evidence) ? [{ key, ...indicator }] : [];
    }),
    looked: seen.size,
    coverage: [...coverage].map(([what, count]) => ({ what, count })),
  };
}

async function describeMatches(found: readonly Match[], archive: Archive | undefined): Promise<PageItem[]> {
  const held = [...new Set(found.map(({ key, matched = key }) => matched))];
  const sightings = await archive?.readSightings(held);
  return found.flatMap(({ key, state, relation, matched = key }) => {
    const indicator = parseKey(key);
    if (indicator === undefined || state === 'none') return [];
    const { notifications = 0, unread = 0, ...newest } = sightings?.get(matched) ?? {};
    return {
      key,
      ...indicator,
      state,
      ...(state === 'related' ? { relation: { how: relation ?? '', key: matched } } : {}),
      notifications,
      unread,
      ...newest,
    };
  });
}
