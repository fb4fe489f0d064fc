import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { settledWithin } from "../deadline.ts";
import type { ArrivalRate } from "./arrival-rate.ts";
import type { IncomingUpdate } from "./inbox.ts";
import { laneOf } from "./update-kind.ts";

export interface LanesDeps {
  /** An update as it was kept, or null when it does not wait any more. */
  readonly takeUp: (updateId: number) => Promise<IncomingUpdate | null>;
  /** Must not reject. */
  readonly handle: (update: IncomingUpdate) => Promise<void>;
  /** Hears why an update could not be taken up; it is tried again. */
  readonly onError: (error: unknown) => void;
  readonly arrivals: Pick<ArrivalRate, "cameIn" | "inWindow">;
}

/** So many chats are served at once; the next one waits for one of them. */
const MAX_BUSY_LANES = 200;
/** And so many of them with what has waited long: Telegram takes no more answers, and who writes now finds a place. */
const MAX_BUSY_WITH_LATE = 20;
/** So long after the last word that more is coming in, nothing seems to come. */
const HOLD_MS = 2_000;
/** While people write without end, one turn in so many is that of what has waited long. */
const LATE_TURN_EVERY = 4;
/** So many updates are at hand as they came, some two kilobytes each; of others only the number is. */
const MAX_AT_HAND = 500;
// What is done first for an update takes a millisecond or two, and everything of this process runs in one thread:
// after a few of them whatever else waits has its turn.
const BEGUN_A_TURN = 3;
// The more comes in the longer that is, for every update has to be acknowledged at once. The longest still makes as many
// a second as Telegram takes answers.
const ARRIVALS_WITHOUT_PAUSE = 20;
const PAUSE_MS_PER_ARRIVAL = 0.5;
const LONGEST_PAUSE_MS = 60;
const RETRY_MS = 1_000;

type Waiting = IncomingUpdate | number;

interface Lane {
  readonly waiting: Waiting[];
  /** So many of those that wait are before the end of the last one that is not late, and it among them. */
  urgent: number;
}

/**
 * Updates that wait to be handled: one after another in each lane, lanes in turn. However much one chat sends, another
 * one's next update waits for one update of it at most. All are kept already, so a hundred thousand of them are
 * a hundred thousand numbers here. Lanes in which nothing waits but what is late come after the others: whoever writes
 * now is answered before what many others wrote while we were away.
 */
export class Lanes {
  readonly #deps: LanesDeps;
  /** What waits in each lane; a lane is here iff something waits or is being handled in it. */
  readonly #lanes = new Map<string, Lane>();
  /** Lanes in which something waits and nothing is being handled, the longest waiting first. */
  readonly #ready = new Set<string>();
  /** The same, where all that waits is late. */
  readonly #readyLate = new Set<string>();
  readonly #busy = new Set<Promise<void>>();
  /** What is handled alone; their ids. */
  readonly #suspects = new Set<number>();
  #isAlone = false;
  #busyWithLate = 0;
  #turns = 0;
  #hold: NodeJS.Timeout | undefined;
  #atHand = 0;
  #isOpen = false;
  #isBeginning = false;
  #isStopped = false;

  constructor(deps: LanesDeps) {
    this.#deps = deps;
  }

  /** One that is kept and waits, with what stands in it. */
  add(update: IncomingUpdate, isLate = false): void {
    const isAtHand = this.#atHand < MAX_AT_HAND;
    if (isAtHand) this.#atHand += 1;
    this.#deps.arrivals.cameIn();
    this.#enqueue(laneOf(update), isAtHand ? update : update.update_id, isLate);
  }

  /** One that is nowhere but here. */
  addUnkept(update: IncomingUpdate): void {
    this.#atHand += 1;
    this.#enqueue(laneOf(update), update, false);
  }

  /** One that an earlier process has kept: it is taken up when its turn comes. A suspect one is handled beside no other. */
  addKept(update: IncomingUpdate, { isLate = false, isSuspect = false } = {}): void {
    if (isSuspect) this.#suspects.add(update.update_id);
    this.#enqueue(laneOf(update), update.update_id, isLate);
  }

  /**
   * More waits where this came from: what is late is not begun until `release`, or until that has been silent for a
   * while. Whoever writes now may be the last in that queue, and is reached sooner.
   */
  holdLate(): void {
    if (this.#isStopped) return;
    if (this.#hold === undefined) this.#hold = setTimeout(() => this.release(), HOLD_MS);
    else this.#hold.refresh();
  }

  /** Twice is fine. */
  release(): void {
    clearTimeout(this.#hold);
    this.#hold = undefined;
    void this.#begin();
  }

  /** From now on what waits is handled. Twice is fine. */
  open(): void {
    this.#isOpen = true;
    void this.#begin();
  }

  /** Begins nothing more; resolves when nothing is being handled, or after `timeoutMs`; false when something still is. */
  stop(timeoutMs: number): Promise<boolean> {
    this.#isStopped = true;
    clearTimeout(this.#hold);
    return settledWithin(timeoutMs, this.#busy);
  }

  #enqueue(name: string, waiting: Waiting, isLate: boolean): void {
    const known = this.#lanes.get(name);
    const lane = known ?? { waiting: [], urgent: 0 };
    lane.waiting.push(waiting);
    if (!isLate) lane.urgent = lane.waiting.length;
    if (known === undefined) {
      this.#lanes.set(name, lane);
      this.#makeReady(name, lane);
    } else if (!isLate && this.#readyLate.delete(name)) this.#ready.add(name);
    void this.#begin();
  }

  #makeReady(name: string, { urgent }: Lane): void {
    if (urgent > 0) this.#ready.add(name);
    else this.#readyLate.add(name);
  }

  async #begin(): Promise<void> {
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    while (this.#beginNext()) {
      if (this.#turns % BEGUN_A_TURN !== 0) continue;
      await this.#letOthersWork();
    }
    this.#isBeginning = false;
  }

  async #letOthersWork(): Promise<void> {
    const arrivals = Math.max(0, this.#deps.arrivals.inWindow - ARRIVALS_WITHOUT_PAUSE);
    if (arrivals === 0) await nextTurn();
    else await sleep(Math.min(LONGEST_PAUSE_MS, arrivals * PAUSE_MS_PER_ARRIVAL));
  }

  /** False when there is nothing to begin, or no room for it. */
  #beginNext(): boolean {
    if (!this.#isOpen || this.#isStopped || this.#isAlone) return false;
    const next = this.#next();
    if (next === undefined || this.#busy.size >= this.#placesFor(next.name)) return false;
    const { name, isLate } = next;
    (isLate ? this.#readyLate : this.#ready).delete(name);
    this.#turns += 1;
    this.#isAlone = this.#isSuspect(name);
    if (isLate) this.#busyWithLate += 1;
    const handling: Promise<void> = this.#handleFirst(name).finally(() => {
      this.#busy.delete(handling);
      this.#isAlone = false; // nothing is begun beside it
      if (isLate) this.#busyWithLate -= 1;
      void this.#begin();
    });
    this.#busy.add(handling);
    return true;
  }

  #placesFor(name: string): number {
    return this.#isSuspect(name) ? 1 : MAX_BUSY_LANES;
  }

  #isSuspect(name: string): boolean {
    if (this.#suspects.size === 0) return false;
    const first = this.#lanes.get(name)?.waiting[0];
    return typeof first === "number" && this.#suspects.has(first);
  }

  /** The lane whose turn it is. */
  #next(): { readonly name: string; readonly isLate: boolean } | undefined {
    const [urgent] = this.#ready;
    const isRoomForLate = this.#hold === undefined && this.#busyWithLate < MAX_BUSY_WITH_LATE;
    const [late] = isRoomForLate ? this.#readyLate : [];
    const isLate = late !== undefined && (urgent === undefined || this.#turns % LATE_TURN_EVERY === 0);
    const name = isLate ? late : urgent;
    if (name === undefined) return undefined;
    return { name, isLate };
  }

  async #handleFirst(name: string): Promise<void> {
    const lane = this.#lanes.get(name);
    const first = lane?.waiting[0];
    if (lane === undefined || first === undefined) return;
    const update = await this.#atLast(first);
    if (update !== null) await this.#deps.handle(update);
    if (typeof first === "number") this.#suspects.delete(first);
    lane.waiting.shift();
    lane.urgent = Math.max(0, lane.urgent - 1);
    if (lane.waiting.length === 0) this.#lanes.delete(name);
    else this.#makeReady(name, lane);
  }

  async #atLast(waiting: Waiting): Promise<IncomingUpdate | null> {
    if (typeof waiting !== "number") {
      this.#atHand -= 1;
      return waiting;
    }
    while (!this.#isStopped) {
      try {
        return await this.#deps.takeUp(waiting);
      } catch (error) {
        this.#deps.onError(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
      }
    }
    return null;
  }
}
