import type { Evidence } from '../../utils/ioc/candidate.ts';
import { collectKeys, findSliceEnd } from '../../utils/ioc/collect-keys.ts';
import type { IndicatorKey } from '../../utils/ioc/indicator.ts';
import { unfoldJson } from '../../utils/ioc/unfold-json.ts';
import { unfoldTable } from '../../utils/ioc/unfold-table.ts';
import type { PageItem, Problem } from '../../utils/messaging/desk-protocol.ts';
import { LOOK_UP_BATCH, type LookUp, type LookUpReply } from '../../utils/messaging/look-up-request.ts';
import type { Pace } from '../../utils/page/pace.ts';

export interface LookedUp {
  readonly items: readonly PageItem[];
  readonly unseen: readonly Pick<PageItem, 'key' | 'kind' | 'value'>[];
  /** Distinct candidates, look-alikes included. */
  readonly looked: number;
}

export interface LookUpDeps {
  /** Rejects when the background gives no answer. */
  readonly ask: (request: LookUp) => Promise<LookUpReply>;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  /** From 0 to 1: reading is the first half, asking the second. */
  readonly onProgress: (share: number) => void;
}

/** The archive could not be asked. */
export class LookUpFault extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'LookUpFault';
    this.problem = problem;
  }
}

/** UTF-16 units read between two turns of the page: a few milliseconds. */
const SLICE = 32 * 1024;

/**
 * Every indicator of some texts, with what the archive holds of it, in their order. Each may be a table or JSON of its own.
 * They stay here: the background gets keys. @throws LookUpFault, and the signal's reason once it is aborted.
 */
export async function runLookUp(texts: readonly string[], deps: LookUpDeps): Promise<LookedUp> {
  const text = texts.map((each) => unfoldTable(unfoldJson(each))).join('\n\n');
  const found = [...(await readKeys(text, deps))];
  const items: LookedUp['items'][number][] = [];
  const unseen: LookedUp['unseen'][number][] = [];
  for (let start = 0; start < found.length; start += LOOK_UP_BATCH) {
    deps.signal.throwIfAborted();
    const batch = found.slice(start, start + LOOK_UP_BATCH);
    const reply = await deps.ask({
      type: 'look-up',
      keys: batch.map(([key]) => key).join('\n'),
      evidence: batch.map(([, evidence]) => evidence).join(''),
    });
    if (!reply.ok) throw new LookUpFault(reply.problem);
    for (const item of reply.items) items.push(item);
    for (const each of reply.unseen) unseen.push(each);
    deps.onProgress(0.5 + Math.min(1, (start + batch.length) / found.length) / 2);
  }
  deps.signal.throwIfAborted();
  return { items, unseen, looked: found.length };
}

async function readKeys(
  text: string,
  { pace, signal, onProgress }: LookUpDeps,
): Promise<ReadonlyMap<IndicatorKey, Evidence>> {
  const keys = new Map<IndicatorKey, Evidence>();
  for (let start = 0; start < text.length; ) {
    const end = findSliceEnd(text, start, SLICE);
    collectKeys(text.slice(start, end), keys);
    start = end;
    onProgress(start / text.length / 2);
    await pace.yieldToPage();
    signal.throwIfAborted();
  }
  return keys;
}
