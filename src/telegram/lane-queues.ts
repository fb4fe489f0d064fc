import type { IncomingUpdate } from "./inbox.ts";

/** An update as it came, or its number where it is looked up when its turn comes. */
export type Waiting = IncomingUpdate | number;

/** The lane whose turn it is, and whether all that waits in it is late. */
export interface Turn {
  readonly name: string;
  readonly isLate: boolean;
}

interface Lane {
  readonly waiting: Waiting[];
  /** So many of those that wait are before the end of the last one that is not late, and it among them. */
  urgent: number;
}

/** While people write without end, one turn in so many is that of what has waited long. */
const LATE_TURN_EVERY = 4;

/** What waits in each lane, and whose turn it is: that of the lane that has waited longest, those with nothing but late ones last. */
export class LaneQueues {
  /** A lane is here iff something waits or is being handled in it. */
  readonly #lanes = new Map<string, Lane>();
  /** Lanes in which something waits and nothing is being handled, the longest waiting first. */
  readonly #ready = new Set<string>();
  /** The same, where all that waits is late. */
  readonly #readyLate = new Set<string>();
  #turns = 0;

  /** How many turns were taken. */
  get turns(): number {
    return this.#turns;
  }

  add(name: string, waiting: Waiting, isLate: boolean): void {
    const known = this.#lanes.get(name);
    const lane = known ?? { waiting: [], urgent: 0 };
    lane.waiting.push(waiting);
    if (!isLate) lane.urgent = lane.waiting.length;
    if (known === undefined) {
      this.#lanes.set(name, lane);
      this.#makeReady(name, lane);
    } else if (!isLate && this.#readyLate.delete(name)) this.#ready.add(name);
  }

  /** Null where nobody can have a turn now. */
  next(isRoomForLate: boolean): Turn | null {
    const [urgent] = this.#ready;
    const [late] = isRoomForLate ? this.#readyLate : [];
    const isLate = late !== undefined && (urgent === undefined || this.#turns % LATE_TURN_EVERY === 0);
    const name = isLate ? late : urgent;
    return name === undefined ? null : { name, isLate };
  }

  /** Its first one is being handled from now on. */
  take({ name, isLate }: Turn): void {
    (isLate ? this.#readyLate : this.#ready).delete(name);
    this.#turns += 1;
  }

  first(name: string): Waiting | undefined {
    return this.#lanes.get(name)?.waiting[0];
  }

  /** Its first one has been handled. */
  finishFirst(name: string): void {
    const lane = this.#lanes.get(name);
    if (lane === undefined) return;
    lane.waiting.shift();
    lane.urgent = Math.max(0, lane.urgent - 1);
    if (lane.waiting.length === 0) this.#lanes.delete(name);
    else this.#makeReady(name, lane);
  }

  #makeReady(name: string, { urgent }: Lane): void {
    if (urgent > 0) this.#ready.add(name);
    else this.#readyLate.add(name);
  }
}
