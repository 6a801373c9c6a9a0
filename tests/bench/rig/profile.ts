import type { BenchTab, Script } from './bench-tab.ts';

interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: { readonly functionName: string } }[];
  readonly samples?: readonly number[];
  readonly timeDeltas?: readonly number[];
}

export interface Profile {
  /** The same tab, each of whose calls is sampled. Sampling makes everything slower: only shares mean anything. */
  watch<S extends Script>(tab: BenchTab<S>): BenchTab<S>;
  /** Where the time went since the last time, largest share first. */
  take(): readonly { readonly name: string; readonly share: number }[];
}

const INTERVAL_US = 500;

/** Self time by function name over all calls, whichever tab they ran in. */
export function createProfile(): Profile {
  let selfTimes = new Map<string, number>();

  function add({ nodes, samples = [], timeDeltas = [] }: CpuProfile): void {
    const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName || '(anonymous)']));
    for (const [i, sample] of samples.entries()) {
      const name = names.get(sample) ?? '';
      selfTimes.set(name, (selfTimes.get(name) ?? 0) + (timeDeltas[i] ?? 0));
    }
  }

  async function sample<S extends Script, T>(tab: BenchTab<S>, run: () => Promise<T>): Promise<T> {
    await tab.send('Profiler.enable');
    await tab.send('Profiler.setSamplingInterval', { interval: INTERVAL_US });
    await tab.send('Profiler.start');
    const answer = await run();
    add((await tab.send<{ profile: CpuProfile }>('Profiler.stop')).profile);
    return answer;
  }

  return {
    watch: (tab) => ({
      ...tab,
      call: (name, ...argument) => sample(tab, () => tab.call(name, ...argument)),
    }),
    take() {
      selfTimes.delete('(idle)');
      const all = [...selfTimes].sort((a, b) => b[1] - a[1]);
      const sum = all.reduce((total, [, time]) => total + time, 0);
      selfTimes = new Map();
      return all.map(([name, time]) => ({ name, share: time / sum }));
    },
  };
}
