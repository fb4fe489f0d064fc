import { seededRandom } from "./random.ts";

/** What a made-up case is decided by; the same for the same seed. */
export interface Dice {
  /** A whole number from 0 up to and without `n`. */
  below(n: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** True in one of so many cases. */
  once(inSo: number): boolean;
  /** So many things, from `least` to `most` of them. */
  some<T>(least: number, most: number, make: () => T): T[];
}

export function diceOf(seed: number): Dice {
  const random = seededRandom(seed);
  const below = (n: number) => Math.floor(random() * n);
  return {
    below,
    pick: (list) => list[below(list.length)] ?? list[0],
    once: (inSo) => below(inSo) === 0,
    some: (least, most, make) => Array.from({ length: least + below(most - least + 1) }, make),
  };
}
