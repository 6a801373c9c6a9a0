import { StoreFault, type StreamSource, type SyncStore } from '../../../utils/sync/ports.ts';
import type { Dice } from '../../virustotal/generator/dice.ts';

/** Every await of a sync step. */
const AWAITS = [
  'lock',
  'read settings',
  'read record',
  'reserve',
  'request',
  'keep page',
  'keep error',
  'keep fault',
] as const;
export type Await = (typeof AWAITS)[number];

/** Where the worker can die: before what is awaited has had its effect, and after it, unheard. */
export const KILL_POINTS = AWAITS.flatMap((name) => [`${name}, before`, `${name}, after`] as const);
export type KillPoint = (typeof KILL_POINTS)[number];

/** One life of the background worker. After its death nothing of it runs on, as when a browser stops a worker. */
export interface Life {
  /** Resolves when the worker dies, with where. */
  readonly death: Promise<KillPoint>;
  /** Where it is to die, if it comes by. */
  readonly target: KillPoint | undefined;
  /** Runs one await of a step. */
  pass<T>(name: Await, work: () => Promise<T>): Promise<T>;
}

export interface LifeOptions {
  readonly dice: Dice;
  /** One of so many half awaits kills; 0: none. */
  readonly oneIn: number;
  /** Dies here the first time it comes by. */
  readonly target?: KillPoint;
}

const never = () => new Promise<never>(() => undefined);

export function createLife({ dice, oneIn, target }: LifeOptions): Life {
  let isDead = false;
  let die: (at: KillPoint) => void = () => undefined;
  const death = new Promise<KillPoint>((resolve) => {
    die = (at) => {
      isDead = true;
      resolve(at);
    };
  });
  const strikes = (at: KillPoint) => {
    if (at === target || (oneIn > 0 && dice.chance(1, oneIn))) die(at);
    return isDead;
  };
  return {
    death,
    target,
    async pass(name, work) {
      if (isDead || strikes(`${name}, before`)) return never();
      const outcome = await work().then(
        (value) => () => value,
        (error: unknown) => () => {
          throw error;
        },
      );
      if (isDead || strikes(`${name}, after`)) return never();
      return outcome();
    },
  };
}

/** A source and a store whose every call is an await of `life`. `shouldFail` may refuse a write, as a full disk does. */
export function createMortalPorts(
  life: Life,
  source: StreamSource,
  store: SyncStore<unknown>,
  shouldFail: (at: Await) => boolean,
): { readonly source: StreamSource; readonly store: SyncStore<unknown> } {
  // The engine's calls of one step come in one order; what a commit is for follows from what came before it.
  let next: Await = 'reserve';
  return {
    source: {
      async readStreamPage(request) {
        const answer = await life.pass('request', () => source.readStreamPage(request));
        next = answer.ok ? 'keep page' : 'keep error';
        return answer;
      },
    },
    store: {
      readSyncState(id) {
        next = 'reserve';
        return life.pass('read record', () => store.readSyncState(id));
      },
      commitStreamPage(commit) {
        const at = next;
        if (at === 'keep page') next = 'keep fault';
        return life.pass(at, () =>
          shouldFail(at)
            ? Promise.reject(new StoreFault('disk-full', undefined))
            : store.commitStreamPage(commit),
        );
      },
    },
  };
}
