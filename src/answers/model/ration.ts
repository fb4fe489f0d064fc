import { ifStoreWorks } from "../../store-trouble.ts";

/** So many answers a day, in UTC. */
export interface DailyLimits {
  readonly all: number;
  readonly person: number;
}

/** Counts what a model is asked for, because somebody pays for it. */
export interface RationStore {
  /**
   * Counts one more answer of the day (`2024-11-19`) and returns true; where one of the limits is reached, counts
   * nothing and returns false. Without a person only the limit of all holds.
   */
  takeModelAnswer(day: string, askedBy: number | null, limits: DailyLimits): Promise<boolean>;
  /** Takes one back that did not come; below nothing it is never counted. */
  returnModelAnswer(day: string, askedBy: number | null): Promise<void>;
  /** Forgets the days before that one. Returns the rows. */
  pruneModelAnswers(before: string): Promise<number>;
}

/** One answer that may be asked for. */
interface Ration {
  /** Gives it back. */
  giveBack(): Promise<void>;
}

/** The next answer of the day for that person (absent = the operator); null where there is none left. */
export type TakeRation = (askedBy: number | undefined) => Promise<Ration | null>;

export interface RationDeps {
  readonly store: RationStore;
  readonly limits: DailyLimits;
  readonly now: () => Date;
}

/** While nobody can count, nothing is asked for that somebody pays for. */
export function rationsFrom({ store, limits, now }: RationDeps): TakeRation {
  return async (askedBy) => {
    const person = askedBy ?? null;
    const day = dayOf(now());
    if ((await ifStoreWorks(store.takeModelAnswer(day, person, limits))) !== true) return null;
    return { giveBack: () => ifStoreWorks(store.returnModelAnswer(day, person)) };
  };
}

/** `2024-11-19`, in UTC: one day for everybody, whatever the clocks of summer do. */
function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}
