import { setMaxListeners } from "node:events";
import { Backoff } from "./backoff.ts";
import { Courier } from "./courier.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import { Departure } from "./departure.ts";
import type { DispatchEvent } from "./dispatch-event.ts";
import { Drafting, type DraftingDeps } from "./drafting.ts";
import { InHand } from "./in-hand.ts";
import { Keeping } from "./keeping.ts";
import type { Messenger } from "./messenger.ts";
import type { Pacing } from "./pacing.ts";
import { Settling } from "./settling.ts";
import type { SubscriptionStore } from "./subscription-store.ts";
import { systemTimer, type Timer } from "./timer.ts";
import { writingInTurns } from "./write-turns.ts";

export interface DispatcherDeps extends Pick<DraftingDeps, "composer" | "postVersion" | "now"> {
  readonly store: DeliveryStore & Pick<SubscriptionStore, "subscriber" | "endChat" | "endPlace">;
  readonly messenger: Messenger;
  readonly pacing: Pacing;
  /** Everything kept of a chat is of the other from now on. Twice is fine. */
  moveChat(from: number, to: number): Promise<unknown>;
  onEvent(event: DispatchEvent): void;
  /** From 0 up to and without 1. */
  random(): number;
  /** What the pacer lets leave; so many requests are under way at most. Absent = what Telegram takes of a bot. */
  readonly perSecond?: number;
  /** Absent = the time of this process. */
  readonly timer?: Timer;
}

/** Sends what is owed when it is due. */
export interface Dispatcher {
  start(): void;
  /** Something is owed that may be due before what it waits for. */
  wake(): void;
  /** Begins nothing more, and waits for what is under way, but no longer than that. Twice is fine. */
  stop(timeoutMs: number): Promise<void>;
}

const PER_SECOND = 30;
// Enough that some may wait for their chats while others leave; a message is made anew when it waits too long.
const LEAST_IN_HAND = 256;
const SECONDS_IN_HAND = 2;
// A clock may be set meanwhile, so a long wait is not trusted.
const LONGEST_WAIT_MS = 60_000;
// What is due and not given to us is in hand already, and hides what is due next.
const SHORTEST_WAIT_MS = 1_000;

export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  return new Dispatching(deps);
}

class Dispatching implements Dispatcher {
  readonly #deps: DispatcherDeps;
  readonly #timer: Timer;
  readonly #stopping = new AbortController();
  readonly #closing = new AbortController();
  readonly #backoff: Backoff;
  readonly #keeping: Keeping;
  readonly #inHand: InHand;
  #alarm = new AbortController();
  #running: Promise<void> | null = null;
  #stopped: Promise<void> | null = null;

  constructor(deps: DispatcherDeps) {
    const { timer = systemTimer, perSecond = PER_SECOND } = deps;
    const [stopping, closing] = [this.#stopping.signal, this.#closing.signal];
    setMaxListeners(0, stopping, closing); // everybody who waits listens
    this.#deps = deps;
    this.#timer = timer;
    this.#backoff = new Backoff({ timer, random: deps.random });
    this.#keeping = new Keeping({ ...deps, timer, stopping, closing, backoff: this.#backoff });
    const store = writingInTurns(deps.store);
    const shared = { ...deps, store, timer, stopping, backoff: this.#backoff, keeping: this.#keeping };
    const settling = new Settling(shared);
    const departure = new Departure({ ...shared, inFlight: perSecond });
    const courier = new Courier({ ...shared, settling, departure, drafting: new Drafting(shared) });
    const most = Math.max(LEAST_IN_HAND, SECONDS_IN_HAND * perSecond);
    this.#inHand = new InHand({ ...shared, settling, courier, most, onRoom: () => this.wake() });
  }

  start(): void {
    if (!this.#stopping.signal.aborted) this.#running ??= this.#run();
  }

  wake(): void {
    this.#alarm.abort();
  }

  stop(timeoutMs: number): Promise<void> {
    this.#stopped ??= this.#stop(timeoutMs);
    return this.#stopped;
  }

  async #stop(timeoutMs: number): Promise<void> {
    this.#stopping.abort();
    this.wake();
    const settled = new AbortController();
    void this.#settled().then(() => settled.abort());
    await this.#timer.sleep(timeoutMs, settled.signal);
    this.#closing.abort();
  }

  async #settled(): Promise<void> {
    await this.#running;
    await this.#inHand.settled();
  }

  async #run(): Promise<void> {
    const { signal: stopping } = this.#stopping;
    await this.#takeUpAgain();
    while (!stopping.aborted) {
      await this.#backoff.over(stopping);
      await this.#lookOnce();
    }
  }

  async #takeUpAgain(): Promise<void> {
    const { store, onEvent } = this.#deps;
    let deliveries = 0;
    await this.#keeping.unlessStopped(async () => {
      deliveries = await store.takeUpAgain();
    });
    if (deliveries > 0) onEvent({ kind: "taken-up-again", deliveries });
  }

  /** Takes what is due, or waits for it. */
  async #lookOnce(): Promise<void> {
    this.#alarm = new AbortController(); // before looking: what is owed meanwhile makes us look again
    try {
      const isMore = this.#inHand.hasRoom && (await this.#inHand.takeDue(this.#stopping.signal));
      if (!isMore) await this.#timer.sleep(await this.#untilNextMs(), this.#alarm.signal);
    } catch (error) {
      const { ms: waitMs, isNew } = this.#backoff.failed();
      if (isNew) this.#deps.onEvent({ kind: "failed", work: "looking", error, waitMs });
    }
  }

  async #untilNextMs(): Promise<number> {
    if (this.#stopping.signal.aborted) return 0;
    if (!this.#inHand.hasRoom) return LONGEST_WAIT_MS;
    const next = await this.#deps.store.nextDeliveryAt();
    if (next === null) return LONGEST_WAIT_MS;
    const waitMs = next.getTime() - this.#deps.now().getTime();
    return Math.min(LONGEST_WAIT_MS, waitMs > 0 ? waitMs : SHORTEST_WAIT_MS);
  }
}
