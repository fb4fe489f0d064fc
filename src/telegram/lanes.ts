import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { settledWithin } from "../deadline.ts";
import type { ArrivalRate } from "./arrival-rate.ts";
import type { IncomingUpdate } from "./inbox.ts";
import { LaneQueues, type Waiting } from "./lane-queues.ts";
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

/**
 * Updates that wait to be handled: one after another in each lane, lanes in turn. However much one chat sends, another
 * one's next update waits for one update of it at most. All are kept already, so a hundred thousand of them are
 * a hundred thousand numbers here. Lanes in which nothing waits but what is late come after the others: whoever writes
 * now is answered before what many others wrote while we were away.
 */
export class Lanes {
  readonly #deps: LanesDeps;
  readonly #queues = new LaneQueues();
  readonly #busy = new Set<Promise<void>>();
  /** What is handled alone; their ids. */
  readonly #suspects = new Set<number>();
  #isAlone = false;
  #busyWithLate = 0;
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
    this.#queues.add(name, waiting, isLate);
    void this.#begin();
  }

  async #begin(): Promise<void> {
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    while (this.#beginNext()) {
      if (this.#queues.turns % BEGUN_A_TURN !== 0) continue;
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
    const isRoomForLate = this.#hold === undefined && this.#busyWithLate < MAX_BUSY_WITH_LATE;
    const turn = this.#queues.next(isRoomForLate);
    if (turn === null || this.#busy.size >= this.#placesFor(turn.name)) return false;
    this.#queues.take(turn);
    const { name, isLate } = turn;
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
    const first = this.#queues.first(name);
    return typeof first === "number" && this.#suspects.has(first);
  }

  async #handleFirst(name: string): Promise<void> {
    const first = this.#queues.first(name);
    if (first === undefined) return;
    const update = await this.#atLast(first);
    if (update !== null) await this.#deps.handle(update);
    if (typeof first === "number") this.#suspects.delete(first);
    this.#queues.finishFirst(name);
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
