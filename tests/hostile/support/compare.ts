import { comparePaint } from '../../e2e/support/pixels.ts';
import type { Arm, Outcome, Visit } from './arm.ts';
import type { Probe } from './probe.ts';

/** What a probe says about one configuration. */
export interface Verdict {
  readonly probe: Probe;
  /** `void`: nothing was painted, so that equal records would prove nothing; `failed`: there is no record. */
  readonly outcome: 'same' | 'different' | 'fault' | 'void' | 'failed';
  readonly detail: string;
}

/** The text around the first place where two records differ. */
export function describeDifference(a: unknown, b: unknown): string {
  const [left = '', right = ''] = [JSON.stringify(a), JSON.stringify(b)];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at++;
  const from = Math.max(0, at - 80);
  return `0 matches: ...${left.slice(from, at + 120)}\nk matches: ...${right.slice(from, at + 120)}`;
}

const isSame = (a: Outcome, b: Outcome): boolean =>
  JSON.stringify([a.record, a.requests]) === JSON.stringify([b.record, b.requests]);

/** `none`: of the arm with 0 matches; `some`: of the one with k; `bare`: of a browser without the extension. */
export function judge(probe: Probe, none: Outcome, some: Outcome, bare?: Outcome): Verdict {
  if (!isSame(none, some)) {
    const detail = describeDifference([none.record, none.requests], [some.record, some.requests]);
    return { probe, outcome: 'different', detail };
  }
  if (some.painted === 0 && probe.mayLosePaint !== true) {
    return { probe, outcome: 'void', detail: 'the arm with matches painted none' };
  }
  const faults = [...(probe.findFaults?.(some.record as never) ?? [])];
  if (bare !== undefined && probe.likeWithout === true && !isSame(bare, some)) {
    faults.push(`unlike without the extension: ${describeDifference(bare.record, some.record)}`);
  }
  return { probe, outcome: faults.length > 0 ? 'fault' : 'same', detail: faults.slice(0, 5).join('\n') };
}

/** The same visit in every arm at the same time. */
export async function compareArms(
  visit: Visit,
  arms: { readonly none: Arm; readonly some: Arm; readonly bare?: Arm },
): Promise<Verdict> {
  const { probe } = visit;
  const [none, some, bare] = await Promise.all([
    arms.none.visit(visit),
    arms.some.visit(visit),
    probe.likeWithout === true ? arms.bare?.visit(visit) : undefined,
  ]);
  return judge(probe, none, some, bare);
}

/** A probe that records nothing: for looking at what is painted. */
const NOTHING: Probe = {
  number: 0,
  name: 'nothing',
  browsers: ['chromium', 'firefox'],
  page: () => () => null,
};

/** Between the rows of the plain list, where nothing but the card of the first indicator can be. */
const CARD_BANDS = [29, 63, 97].map((y) => ({ x: 10, y, width: 350, height: 8 }));
const FIRST_INDICATOR = { x: 12, y: 8, width: 250, height: 16 };

/**
 * Whether the two arms do show different things: the first indicator painted, and its card filled, in the one with
 * matches only. Without this every comparison would be void.
 */
export async function seesMatches(arms: { readonly none: Arm; readonly some: Arm }) {
  const visit = { probe: NOTHING, layout: { nested: false, cap: false }, card: true, screenshot: true };
  const [none, some] = await Promise.all([arms.none.visit(visit), arms.some.visit(visit)]);
  const [before, after] = [none.screenshot, some.screenshot];
  if (before === undefined || after === undefined) throw new Error('no screenshots were taken');
  return {
    highlight: comparePaint(before, after, FIRST_INDICATOR) > 0.05,
    card: CARD_BANDS.every((band) => comparePaint(before, after, band) > 0.005),
  };
}
