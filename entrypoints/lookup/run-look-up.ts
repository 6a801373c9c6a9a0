import { EVIDENCE, type Evidence } from '../../utils/ioc/candidate.ts';
import { collectKeys, findSliceEnd } from '../../utils/ioc/collect-keys.ts';
import { KIND_BY_LENGTH } from '../../utils/ioc/find-hashes.ts';
import { guessAcrossLines, joinKnownUrls } from '../../utils/ioc/guess-across-lines.ts';
import { createKey, type IndicatorKey } from '../../utils/ioc/indicator.ts';
import { unfoldJson } from '../../utils/ioc/unfold-json.ts';
import { unfoldTable } from '../../utils/ioc/unfold-table.ts';
import { joinWrappedHashes, listHashesOfCells } from '../../utils/ioc/wrapped-hashes.ts';
import type { PageItem, Problem } from '../../utils/messaging/desk-protocol.ts';
import { LOOK_UP_BATCH, type LookUp, type LookUpReply } from '../../utils/messaging/look-up-request.ts';
import type { Pace } from '../../utils/page/pace.ts';
import type { Input } from './read-input.ts';

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
 * Every indicator of some inputs, with what the archive holds of it, in their order. Each may be a table or JSON of its own.
 * They stay here: the background gets keys. @throws LookUpFault, and the signal's reason once it is aborted.
 */
export async function runLookUp(inputs: readonly Input[], deps: LookUpDeps): Promise<LookedUp> {
  const known = await readKeys(inputs.map(readInput).join('\n\n'), deps);
  for (const key of inputs.flatMap(listKeysOfCells)) if (!known.has(key)) known.set(key, EVIDENCE.marked);
  const found = [...known];
  const items: LookedUp['items'][number][] = [];
  const unseen: LookedUp['unseen'][number][] = [];
  for (let start = 0; start < found.length; start += LOOK_UP_BATCH) {
    deps.signal.throwIfAborted();
    const batch = found.slice(start, start + LOOK_UP_BATCH);
    const reply = await askFor(deps.ask, batch);
    for (const item of reply.items) items.push(item);
    for (const each of reply.unseen) unseen.push(each);
    deps.onProgress(0.5 + Math.min(1, (start + batch.length) / found.length) / 2);
  }
  const guessed = await lookUpGuesses(inputs, known, deps);
  deps.signal.throwIfAborted();
  const all = [...items, ...guessed];
  const caught = all.filter(({ state }) => state !== 'related').map(({ key }) => key);
  const whole = new Set(caught.filter((key) => key.startsWith('url:')));
  const isListed = await tellStubs(inputs, whole, deps);
  return {
    items: all.filter(({ key, state }) => state !== 'related' || isListed(key)),
    unseen: unseen.filter(({ key }) => isListed(key)),
    looked: found.length + guessed.length,
  };
}

/** Of what was found, all but the first lines of URLs that the archive holds whole; what stands elsewhere too is no such one. */
async function tellStubs(
  inputs: readonly Input[],
  whole: ReadonlySet<IndicatorKey>,
  deps: LookUpDeps,
): Promise<(key: IndicatorKey) => boolean> {
  if (whole.size === 0) return () => true;
  const [broken, mended] = [new Map<IndicatorKey, Evidence>(), new Map<IndicatorKey, Evidence>()];
  const isWhole = (key: IndicatorKey) => whole.has(key);
  for (const page of inputs.flatMap((input) => ('pdf' in input ? input.pdf.pages : []))) {
    const text = joinKnownUrls(page, isWhole);
    await deps.pace.yieldToPage();
    deps.signal.throwIfAborted();
    collectKeys(text, mended);
    if (text !== page) collectKeys(page, broken);
  }
  if (broken.size === 0) return () => true;
  const texts = inputs.flatMap((input) => ('pdf' in input ? [] : [readInput(input)]));
  const others = await readKeys(texts.join('\n\n'), { ...deps, onProgress: () => undefined });
  return (key) => !broken.has(key) || mended.has(key) || others.has(key) || !key.startsWith('url:');
}

const readInput = (input: Input): string =>
  joinWrappedHashes('pdf' in input ? input.pdf.pages.join('\n\n') : unfoldTable(unfoldJson(input.text)));

function listKeysOfCells(input: Input): readonly IndicatorKey[] {
  if (!('pdf' in input)) return [];
  return input.pdf.cells.flatMap(listHashesOfCells).flatMap((hash) => {
    const kind = KIND_BY_LENGTH[hash.length];
    return kind === undefined ? [] : [createKey(kind, hash)];
  });
}

/** Of what a PDF's lines may break, and of what its links name, what the archive holds itself. */
async function lookUpGuesses(
  inputs: readonly Input[],
  known: ReadonlyMap<IndicatorKey, Evidence>,
  { ask, pace, signal }: LookUpDeps,
): Promise<readonly PageItem[]> {
  const guesses = new Map<IndicatorKey, Evidence>();
  for (const input of inputs) {
    if (!('pdf' in input)) continue;
    collectKeys(input.pdf.links.join('\n'), guesses);
    for (const page of [...input.pdf.pages, ...input.pdf.cells]) {
      for (const key of guessAcrossLines(page)) guesses.set(key, EVIDENCE.implied);
      await pace.yieldToPage();
      signal.throwIfAborted();
    }
  }
  const unknown = [...guesses.keys()].filter((key) => !known.has(key));
  const items: PageItem[] = [];
  for (let start = 0; start < unknown.length; start += LOOK_UP_BATCH) {
    const reply = await askFor(
      ask,
      unknown.slice(start, start + LOOK_UP_BATCH).map((key) => [key, EVIDENCE.implied]),
    );
    signal.throwIfAborted();
    items.push(...reply.items.filter(({ state }) => state !== 'related'));
  }
  return items;
}

/** @throws LookUpFault */
async function askFor(
  ask: LookUpDeps['ask'],
  batch: readonly (readonly [IndicatorKey, Evidence])[],
): Promise<Extract<LookUpReply, { ok: true }>> {
  const reply = await ask({
    type: 'look-up',
    keys: batch.map(([key]) => key).join('\n'),
    evidence: batch.map(([, evidence]) => evidence).join(''),
  });
  if (!reply.ok) throw new LookUpFault(reply.problem);
  return reply;
}

async function readKeys(
  text: string,
  { pace, signal, onProgress }: LookUpDeps,
): Promise<Map<IndicatorKey, Evidence>> {
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
