import { createProbes } from '../probes.ts';
import type { Visit } from '../support/arm.ts';
import { PAGE_INDICATORS } from '../support/indicators.ts';
import type { Probe } from '../support/probe.ts';
import type { Hunt } from '../support/stream.ts';

export interface Choice {
  /** Numbers of probes; default: all. */
  readonly probes?: readonly number[] | undefined;
  /** One column only, by `nameHunt`. */
  readonly hunt?: string | undefined;
  /** The plain layout, and k = 6. */
  readonly isQuick: boolean;
}

const HUNTS: readonly Hunt[] = [1, 6, PAGE_INDICATORS].flatMap((count) => [
  { count, how: 'exact' },
  { count, how: 'related' },
]);
const LAYOUTS = [false, true].flatMap((nested) => [false, true].map((cap) => ({ nested, cap })));

export const nameHunt = ({ count, how }: Hunt): string =>
  `${count === PAGE_INDICATORS ? 'all' : count} ${how}`;

export function listHunts({ hunt, isQuick }: Choice): readonly Hunt[] {
  const wanted = hunt ?? (isQuick ? '6 exact' : undefined);
  return wanted === undefined ? HUNTS : HUNTS.filter((each) => nameHunt(each) === wanted);
}

/** The configurations that a probe's page differs in. A page of its own markup has no list to fill up to the cap. */
function listLayouts(probe: Probe, isQuick: boolean): Visit[] {
  const layouts = LAYOUTS.filter(
    ({ nested, cap }) =>
      (probe.layout?.nested ?? nested) === nested &&
      (probe.layout?.cap ?? cap) === cap &&
      !(cap && probe.markup !== undefined) &&
      !(isQuick && (nested || cap) && probe.layout === undefined),
  );
  return layouts.flatMap((layout) => [false, true].map((card) => ({ probe, layout, card })));
}

export async function listVisits({ probes: wanted, isQuick }: Choice): Promise<readonly Visit[]> {
  const probes = (await createProbes()).filter(
    ({ browsers, number }) => browsers.includes('chromium') && (wanted?.includes(number) ?? true),
  );
  return probes.flatMap((probe) => listLayouts(probe, isQuick));
}
