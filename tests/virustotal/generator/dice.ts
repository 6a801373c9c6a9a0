/** Repeatable chance: the same numbers give the same throws, on every machine, in any order of asking. */
export interface Dice {
  /** A whole number from 0 to `bound` - 1. */
  below(bound: number): number;
  /** True `times` out of `of`. */
  chance(times: number, of: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
  /** Lower-case hex digits. */
  hex(digits: number): string;
}

/** Mixes three whole numbers into one of 32 bits (multiply and shift, as MurmurHash's last step does). */
export function mix(a: number, b: number, c: number): number {
  return stir(stir(stir(0x9e3779b9, a), b), c) >>> 0;
}

function stir(hash: number, number: number): number {
  const h = Math.imul(hash ^ number, 0x85ebca6b);
  const k = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return k ^ (k >>> 16);
}

/** Dice for one purpose and one index: a row's throws never depend on the rows before it. */
export function createDice(seed: number, purpose: number, index: number): Dice {
  const start = mix(seed, purpose, index);
  let throws = 0;
  const next = () => stir(stir(start, throws++), 0x2545f491) >>> 0;
  const below = (bound: number) => Math.floor((next() / 2 ** 32) * bound);
  return {
    below,
    chance: (times, of) => below(of) < times,
    pick(list) {
      const index = below(list.length);
      if (index >= list.length) throw new RangeError('nothing to pick from');
      return list[index] as (typeof list)[number];
    },
    hex(digits) {
      let text = '';
      while (text.length < digits) text += next().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}
