import { EVIDENCE, type Evidence } from '../../utils/ioc/candidate.ts';
import { type IndicatorKey, parseKey } from '../../utils/ioc/indicator.ts';
import type { Match } from '../../utils/match/find-matches.ts';
import { isListed } from '../../utils/match/listing.ts';
import type { PageItem, PageReport } from '../../utils/messaging/desk-protocol.ts';
import { type FrameReport, type MatchPlace, PLACE_CODES } from '../../utils/messaging/protocol.ts';
import type { Archive } from '../../utils/store/archive-api.ts';

export type AvailableReport = Extract<PageReport, { available: true }>;
export type ReportedFrame = FrameReport & { readonly frameId?: number };
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

const PLACE_BY_CODE = new Map(
  (Object.keys(PLACE_CODES) as MatchPlace[]).map((place) => [PLACE_CODES[place], place]),
);

/**
 * Where each key stands, by the first frame that holds it. What a frame of the page shows may itself be out of view, and
 * no frame can tell across sites: such a key is `framed`, unless its own frame hides it.
 */
function joinPlaces(frames: readonly ReportedFrame[]): ReadonlyMap<string, PageItem['place']> {
  const places = new Map<string, PageItem['place']>();
  for (const { keys, places: codes, frameId = 0 } of frames) {
    if (codes === undefined || codes === '') continue;
    for (const [index, key] of keys.split('\n').entries()) {
      const place = PLACE_BY_CODE.get(codes.charAt(index));
      if (place === undefined || places.has(key)) continue;
      const isHidden = place === 'closed' || place === 'hidden';
      places.set(key, frameId === 0 || isHidden ? place : 'framed');
    }
  }
  return places;
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
  frames: readonly ReportedFrame[],
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
    items: await describeMatches(found, archive, joinPlaces(frames)),
    unseen: [...seen].flatMap(([key, evidence]) => {
      const indicator = matched.has(key) ? undefined : parseKey(key);
      return indicator !== undefined && isListed(indicator, evidence) ? [{ key, ...indicator }] : [];
    }),
    looked: seen.size,
    coverage: [...coverage].map(([what, count]) => ({ what, count })),
  };
}

async function describeMatches(
  found: readonly Match[],
  archive: Archive | undefined,
  places: ReadonlyMap<string, PageItem['place']>,
): Promise<PageItem[]> {
  const held = [...new Set(found.map(({ key, matched = key }) => matched))];
  const sightings = await archive?.readSightings(held);
  return found.flatMap(({ key, state, relation, matched = key }) => {
    const indicator = parseKey(key);
    if (indicator === undefined || state === 'none') return [];
    const place = places.get(key);
    const { notifications = 0, unread = 0, ...newest } = sightings?.get(matched) ?? {};
    return {
      key,
      ...indicator,
      state,
      ...(matched === key ? {} : { relation: { how: relation ?? '', key: matched } }),
      ...(place && { place }),
      notifications,
      unread,
      ...newest,
    };
  });
}
