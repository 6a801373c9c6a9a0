import type { IndicatorKey } from '../../../utils/ioc/indicator.ts';
import type { ArchivedNotification } from '../../../utils/ioc/notification.ts';
import { findMatches, type MatchDeps } from '../../../utils/match/find-matches.ts';
import { SHARED_HOSTS } from '../../../utils/match/shared-hosts.ts';
import type { Archive } from '../../../utils/store/archive-api.ts';
import { createKnownKeyIndex } from '../../../utils/store/known-key-index.ts';
import { openArchive } from '../../../utils/store/open-archive.ts';
import { createDice } from '../../virustotal/generator/dice.ts';
import { type InterleaveOptions, interleave } from '../interleave.ts';
import { openDatabase } from './fill-archive.ts';

interface Question {
  /** Of the archive's database. */
  readonly name: string;
  /** Of the row server. */
  readonly url: string;
  /** How many rows of it the archive holds. */
  readonly rows: number;
  readonly candidates: number;
  /** How many of the candidates are in the archive. */
  readonly known: number;
}

/** Distinct keys as a page has them, few of them known, in no order. `from`: the first row whose key is among them. */
export async function createKeys(
  { url, rows, candidates, known }: Question,
  from = 0,
): Promise<IndicatorKey[]> {
  const step = Math.floor((rows - from) / known);
  const held: readonly ArchivedNotification[] = await (
    await fetch(`${url}?from=${from}&count=${known}&step=${step}`)
  ).json();
  const keys = new Set(held.map(({ keys }) => keys[0] as IndicatorKey));
  for (let i = 0; keys.size < candidates; i++) keys.add(inventKey(i));
  return [...keys].sort((a, b) => (a.slice(-4) < b.slice(-4) ? -1 : 1));
}

function inventKey(index: number): IndicatorKey {
  const dice = createDice(7, 7, index);
  const key = [
    () => `sha256:${dice.hex(64)}`,
    () => `md5:${dice.hex(32)}`,
    () => `domain:${dice.hex(10)}.example`,
    () => `url:https://${dice.hex(10)}.example/${dice.hex(6)}`,
    () => `ipv4:198.51.${dice.below(256)}.${dice.below(256)}`,
  ][index % 5];
  return (key?.() ?? '') as IndicatorKey;
}

async function open(name: string): Promise<Archive> {
  const opened = await openArchive(name, { mustExist: true });
  if (!opened.ok) throw new Error(`${name}: ${opened.error.code}`);
  return opened.value;
}

const time = async (work: () => unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** A question for each round, with other known keys: what the rows said once is not asked of them again. */
async function createRounds(question: Question, { warmUp, rounds }: InterleaveOptions) {
  const lists: IndicatorKey[][] = [];
  for (let round = 0; round < warmUp + rounds; round++) lists.push(await createKeys(question, round));
  let next = 0;
  return () => lists[next++ % lists.length] ?? [];
}

/**
 * Which of the candidates the archive holds: by the index, by the index with every hit verified on the rows, and by one
 * IndexedDB request a key, all of them at once in one transaction.
 */
export async function measureMembership(question: Question & InterleaveOptions) {
  const keys = await createKeys(question);
  const nextKeys = await createRounds(question, question);
  const archive = await open(question.name);
  const database = await openDatabase(question.name);
  const index = createKnownKeyIndex(database, () => undefined);
  const samples = await interleave(
    {
      index: () => time(() => index.select(keys)),
      verified: () => time(() => archive.findStates(nextKeys())),
      gets: () =>
        time(() => {
          const byKey = database.transaction('notifications').objectStore('notifications').index('byKey');
          return Promise.all(keys.map((key) => byKey.getKey(IDBKeyRange.bound([key], [key, []]))));
        }),
    },
    question,
  );
  const states = await archive.findStates(keys);
  archive.close();
  database.close();
  return { ...samples, known: states.filter((state) => state !== 'none').length };
}

/** What the background does for one question of a page: related matches included, every hit verified on the rows. */
export async function measureMatches(
  options: InterleaveOptions & { readonly questions: readonly Question[] },
) {
  const archives = await Promise.all(options.questions.map(({ name }) => open(name)));
  const nextKeys = await Promise.all(options.questions.map((question) => createRounds(question, options)));
  const variants = archives.map((known, i) => [
    options.questions[i]?.name,
    () => time(() => findMatches(nextKeys[i]?.() ?? [], { ...DEFAULTS, known })),
  ]);
  const samples = await interleave<string>(Object.fromEntries(variants), options);
  for (const archive of archives) archive.close();
  return samples;
}

/** The settings' own defaults; the background hashes URLs the same way. */
const DEFAULTS: Omit<MatchDeps, 'known'> = {
  related: { hostOfUrl: true, onHost: true, belowDomain: true },
  muted: { keys: new Set(), hosts: new Set(), rules: new Set(), sources: new Set() },
  sharedHosts: SHARED_HOSTS,
  async hashUrl(url) {
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(url));
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  },
};
