import { setImmediate as nextTurn } from "node:timers/promises";
import { ChatLines } from "./chat-lines.ts";
import type { Courier } from "./courier.ts";
import type { Delivery } from "./delivery.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import type { Settling } from "./settling.ts";
import type { Subscriber } from "./subscription.ts";
import type { SubscriptionStore } from "./subscription-store.ts";

export interface InHandDeps {
  readonly store: Pick<DeliveryStore, "dueDeliveries"> & Pick<SubscriptionStore, "subscriber">;
  readonly courier: Courier;
  readonly settling: Settling;
  /** How many at most. */
  readonly most: number;
  now(): Date;
  /** There is room for more again, or nothing is left. */
  onRoom(): void;
}

const BATCH = 64;
// What is read from the disk keeps everybody waiting.
const READ_A_TURN = 8;
// More of one chat would take the room of others.
const OF_ONE_CHAT = 4;
// As long as Telegram takes for so many.
const CHAT_FULL_MS = { person: 5_000, group: 12_000 };

/** Deliveries that are being made, wait for their turn, or are under way; those of one chat one after another. */
export class InHand {
  readonly #deps: InHandDeps;
  readonly #lines = new ChatLines();
  /** Until when a chat is given no more; it is one moment for all that it is owed, which so keeps its order. */
  readonly #fullUntil = new Map<number, Date>();
  /** By the keys of the deliveries. */
  readonly #deliveries = new Map<number, Promise<void>>();

  constructor(deps: InHandDeps) {
    this.#deps = deps;
  }

  get hasRoom(): boolean {
    return this.#deliveries.size <= this.#deps.most - BATCH;
  }

  /** Takes what is due, a batch of it. True when there may be more. */
  async takeDue(stopping: AbortSignal): Promise<boolean> {
    const { store, now } = this.#deps;
    const due = await store.dueDeliveries(now(), BATCH, [...this.#deliveries.keys()]);
    for (const [at, delivery] of due.entries()) {
      if (at % READ_A_TURN === 0) await nextTurn();
      if (stopping.aborted) return false;
      await this.#take(delivery);
    }
    return due.length === BATCH;
  }

  async settled(): Promise<void> {
    await Promise.all(this.#deliveries.values());
  }

  async #take(delivery: Delivery): Promise<void> {
    const to = await this.#deps.store.subscriber(delivery.subscriberId);
    if (to === null) return this.#hold(delivery, this.#deps.courier.deliver(delivery, null));
    const until = this.#notBefore(to.place.chatId);
    if (until === null) return this.#hold(delivery, this.#deliverInLine(delivery, to));
    await this.#deps.settling.postponeUntil(delivery, until);
  }

  /** Null where the chat may be given one more now. */
  #notBefore(chatId: number): Date | null {
    const now = this.#deps.now();
    this.#forgetFullUntil(now);
    const until = this.#fullUntil.get(chatId);
    const fullMs = chatId < 0 ? CHAT_FULL_MS.group : CHAT_FULL_MS.person;
    // More is left where the clock was put back.
    if (until !== undefined && until > now && until.getTime() - now.getTime() <= fullMs) return until;
    if (this.#lines.length(chatId) < OF_ONE_CHAT) return null;
    const full = new Date(now.getTime() + fullMs);
    this.#fullUntil.delete(chatId); // to the end of the order
    this.#fullUntil.set(chatId, full);
    return full;
  }

  /** Those that came first end first, or nearly so. */
  #forgetFullUntil(now: Date): void {
    for (const [chatId, until] of this.#fullUntil) {
      if (until > now) return;
      this.#fullUntil.delete(chatId);
    }
  }

  #deliverInLine(delivery: Delivery, to: Subscriber): Promise<void> {
    return this.#lines.join(to.place.chatId, () => this.#deps.courier.deliver(delivery, to));
  }

  #hold({ id }: Delivery, work: Promise<void>): void {
    const held = work.then(() => {
      this.#deliveries.delete(id);
      const { size } = this.#deliveries;
      if (size === 0 || size === this.#deps.most - BATCH) this.#deps.onRoom();
    });
    this.#deliveries.set(id, held);
  }
}
