export interface InterleaveOptions {
  /** Runs of each variant that are not counted: compilers, caches. */
  readonly warmUp: number;
  readonly rounds: number;
  /** A run that must end soon makes fewer rounds, but never none. */
  readonly isTimeUp?: () => boolean;
}

/**
 * Runs every variant once a round, so that whatever else the machine does meets them all alike. Every other round runs
 * them backwards: none always comes after the same one. A variant returns its own sample.
 */
export async function interleave<Name extends string>(
  variants: Readonly<Record<Name, () => number | Promise<number>>>,
  { warmUp, rounds, isTimeUp }: InterleaveOptions,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(variants) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = -warmUp; round < rounds; round++) {
    if (round > 0 && isTimeUp?.() === true) break;
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const sample = await variants[name]();
      if (round >= 0) samples[name].push(sample);
    }
  }
  return samples;
}
