import { InvalidArgumentError } from "commander";

/** Reads the value of `--limit`: a whole number from 1 to `most`. */
export function limitUpTo(most: number): (value: string) => number {
  return (value) => {
    const limit = Number(value);
    if (!/^\d+$/.test(value) || limit < 1 || limit > most)
      throw new InvalidArgumentError(`Give a number from 1 to ${most}.`);
    return limit;
  };
}
