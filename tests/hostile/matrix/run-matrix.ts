import type { Arm, Outcome, Visit } from '../support/arm.ts';
import { copyBuild, openChromiumArm, removeBuild } from '../support/chromium-arm.ts';
import { judge, type Verdict } from '../support/compare.ts';
import type { Hunt } from '../support/stream.ts';

export interface Cell {
  readonly visit: Visit;
  readonly hunt: Hunt;
  /** One, or where that was not `same` two: a leak shows twice, a hitch of the machine does not. */
  readonly verdicts: readonly [Verdict, ...Verdict[]];
}

export const isSame = ({ verdicts }: Cell): boolean => verdicts.at(-1)?.outcome === 'same';

/** An outcome, or why there is none. */
type Try = Outcome | Error;

const attempt = (arm: Arm, visit: Visit): Promise<Try> =>
  arm.visit(visit).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));

function judgeTries({ probe }: Visit, none: Try, some: Try): Verdict {
  for (const [tried, name] of [
    [none, '0 matches'],
    [some, 'k matches'],
  ] as const) {
    if (tried instanceof Error) return { probe, outcome: 'failed', detail: `${name}: ${tried.message}` };
  }
  return judge(probe, none as Outcome, some as Outcome);
}

export interface MatrixOptions {
  readonly visits: readonly Visit[];
  readonly hunts: readonly Hunt[];
  /** How many browsers with matches visit a page at the same time, beside the one without. */
  readonly jobs: number;
  /** Stops after the page that is being visited: what was compared by then is returned. */
  readonly signal: AbortSignal;
  readonly onCell: (cell: Cell, done: number) => void;
}

/**
 * Every visit for every hunt. Most of a visit is waiting, so several archives' browsers make it side by side, together
 * with the one that has no matches; what that one recorded the first time also stands for the hunts that come later.
 */
export async function runMatrix(options: MatrixOptions): Promise<readonly Cell[]> {
  const { visits, hunts, jobs, signal, onCell } = options;
  const build = await copyBuild();
  const without = await openChromiumArm(build, { count: 0, how: 'exact' });
  const known = new Map<Visit, Try>();
  const cells: Cell[] = [];
  for (let first = 0; first < hunts.length && !signal.aborted; first += jobs) {
    const own = hunts.slice(first, first + jobs);
    const arms = await Promise.all(own.map((hunt) => openChromiumArm(build, hunt)));
    for (const visit of visits) {
      if (signal.aborted) break;
      const [none, ...tries] = await Promise.all([
        known.get(visit) ?? attempt(without, visit),
        ...arms.map((arm) => attempt(arm, visit)),
      ]);
      known.set(visit, none);
      for (const [at, arm] of arms.entries()) {
        const [hunt, some] = [own[at], tries[at]];
        if (hunt === undefined || some === undefined) continue;
        const verdict = judgeTries(visit, none, some);
        const again = verdict.outcome === 'same' ? [] : [await visitAgain(visit, without, arm)];
        const cell: Cell = { visit, hunt, verdicts: [verdict, ...again] };
        cells.push(cell);
        onCell(cell, cells.length);
      }
    }
    await Promise.all(arms.map((arm) => arm.close()));
  }
  await without.close();
  await removeBuild(build);
  return cells;
}

async function visitAgain(visit: Visit, without: Arm, arm: Arm): Promise<Verdict> {
  const [none, some] = await Promise.all([attempt(without, visit), attempt(arm, visit)]);
  return judgeTries(visit, none, some);
}
