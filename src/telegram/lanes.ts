import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { settledWithin } from "../deadline.ts";
import type { IncomingUpdate } from "./inbox.ts";
import { laneOf } from "./update-kind.ts";

export interface LanesDeps {
  /** An update as it was kept, or null when it does not wait any more. */
  readonly takeUp: (updateId: number) => Promise<IncomingUpdate | null>;
  /** Must not reject. */
  readonly handle: (update: IncomingUpdate) => Promise<void>;
  /** Hears why an update could not be taken up; it is tried again. */
  readonly onError: (error: unknown) => void;
}

/** So many chats are served at once; the next one waits for one of them. */
const MAX_BUSY_LANES = 200;
/** So many updates are at hand as they came, some two kilobytes each; of others only the number is. */
const MAX_AT_HAND = 500;
// What is done first for an update takes a millisecond or two, and everything of this process runs in one thread:
// after a few of them whatever else waits has its turn.
const BEGUN_A_TURN = 3;
// So many chats wait when more comes in than can be answered.
const CROWD = 50;
const TICK_MS = 10;
/** Share of the time in which the loop had something to do. */
const FULL_LOAD = 0.75;
const LONGEST_WAIT_MS = 250;
const RETRY_MS = 1_000;

type Waiting = IncomingUpdate | number;

/**
 * Updates that wait to be handled: one after another in each lane, lanes in turn. However much one chat sends, another
 * one's next update waits for one update of it at most. All are kept already, so a hundred thousand of them are
 * a hundred thousand numbers here.
 */
export class Lanes {
  readonly #deps: LanesDeps;
  /** What waits in each lane; a lane is here iff something waits or is being handled in it. */
  readonly #lanes = new Map<string, Waiting[]>();
  /** Lanes in which something waits and nothing is being handled, the longest waiting first. */
  readonly #ready = new Set<string>();
  readonly #busy = new Set<Promise<void>>();
  /** What is handled alone; their ids. */
  readonly #suspects = new Set<number>();
  #isAlone = false;
  #atHand = 0;
  #isOpen = false;
  #isBeginning = false;
  #isStopped = false;

  constructor(deps: LanesDeps) {
    this.#deps = deps;
  }

  /** One that is kept and waits, with what stands in it. */
  add(update: IncomingUpdate): void {
    const isAtHand = this.#atHand < MAX_AT_HAND;
    if (isAtHand) this.#atHand += 1;
    this.#enqueue(laneOf(update), isAtHand ? update : update.update_id);
  }

  /** One that is nowhere but here. */
  addUnkept(update: IncomingUpdate): void {
    this.#atHand += 1;
    this.#enqueue(laneOf(update), update);
  }

  /** One that an earlier process has kept: it is taken up when its turn comes. A suspect one is handled beside no other. */
  addKept(update: IncomingUpdate, { isSuspect = false } = {}): void {
    if (isSuspect) this.#suspects.add(update.update_id);
    this.#enqueue(laneOf(update), update.update_id);
  }

  /** From now on what waits is handled. Twice is fine. */
  open(): void {
    this.#isOpen = true;
    void this.#begin();
  }

  /** Begins nothing more; resolves when nothing is being handled, or after `timeoutMs`; false when something still is. */
  stop(timeoutMs: number): Promise<boolean> {
    this.#isStopped = true;
    return settledWithin(timeoutMs, this.#busy);
  }

  #enqueue(name: string, waiting: Waiting): void {
    const lane = this.#lanes.get(name);
    if (lane !== undefined) {
      lane.push(waiting);
      return;
    }
    this.#lanes.set(name, [waiting]);
    this.#ready.add(name);
    void this.#begin();
  }

  async #begin(): Promise<void> {
    if (this.#isBeginning) return;
    this.#isBeginning = true;
    for (let begun = 1; this.#beginNext(); begun++) {
      if (begun % BEGUN_A_TURN !== 0) continue;
      await (this.#ready.size < CROWD ? nextTurn() : untilThereIsRoom());
    }
    this.#isBeginning = false;
  }

  /** False when there is nothing to begin, or no room for it. */
  #beginNext(): boolean {
    const [name] = this.#ready;
    if (name === undefined || !this.#isOpen || this.#isStopped || !this.#hasRoomFor(name)) return false;
    this.#ready.delete(name);
    this.#isAlone = this.#isSuspect(name);
    const handling: Promise<void> = this.#handleFirst(name).finally(() => {
      this.#busy.delete(handling);
      this.#isAlone = false; // nothing is begun beside it
      void this.#begin();
    });
    this.#busy.add(handling);
    return true;
  }

  #hasRoomFor(name: string): boolean {
    if (this.#isAlone) return false;
    return this.#busy.size < (this.#isSuspect(name) ? 1 : MAX_BUSY_LANES);
  }

  #isSuspect(name: string): boolean {
    if (this.#suspects.size === 0) return false;
    const first = this.#lanes.get(name)?.[0];
    return typeof first === "number" && this.#suspects.has(first);
  }

  async #handleFirst(name: string): Promise<void> {
    const lane = this.#lanes.get(name) ?? [];
    const [first] = lane;
    const update = first === undefined ? null : await this.#atLast(first);
    if (update !== null) await this.#deps.handle(update);
    lane.shift();
    if (typeof first === "number") this.#suspects.delete(first);
    if (lane.length === 0) this.#lanes.delete(name);
    else this.#ready.add(name);
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

/**
 * While many wait, the next few are begun when what was begun before leaves room for it: whatever there is to be answered,
 * updates must be let in and acknowledged. But nobody waits for that for ever, who was let in wants to be answered, too.
 */
async function untilThereIsRoom(): Promise<void> {
  for (let waitedMs = 0; waitedMs < LONGEST_WAIT_MS; waitedMs += TICK_MS) {
    const before = performance.eventLoopUtilization();
    await sleep(TICK_MS);
    if (performance.eventLoopUtilization(before).utilization < FULL_LOAD) return;
  }
}
