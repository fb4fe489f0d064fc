import type { Backoff } from "./backoff.ts";
import type { DeadReason, Delivery } from "./delivery.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import type { DispatchEvent } from "./dispatch-event.ts";
import type { Keeping } from "./keeping.ts";
import type { SendOutcome } from "./messenger.ts";
import type { Pacing } from "./pacing.ts";
import type { EndReason, Subscriber } from "./subscription.ts";
import type { SubscriptionStore } from "./subscription-store.ts";

export interface SettlingDeps {
  readonly store: Pick<DeliveryStore, "postpone" | "bury"> & Pick<SubscriptionStore, "endChat" | "endPlace">;
  readonly pacing: Pacing;
  readonly backoff: Backoff;
  readonly keeping: Keeping;
  /** Everything kept of a chat is of the other from now on. */
  moveChat(from: number, to: number): Promise<unknown>;
  onEvent(event: DispatchEvent): void;
  now(): Date;
}

/** What did not arrive, or may not have. */
export type Failure = Exclude<SendOutcome, { kind: "sent" }>;

const MAX_UNSURE = 10;
// 10 s, 30 s, 90 s … an hour: more than four hours in all, in which Telegram comes to itself or a line is mended.
const UNSURE_FIRST_MS = 10_000;
const UNSURE_FACTOR = 3;
const UNSURE_LONGEST_MS = 60 * 60_000;

/** Decides what becomes of a delivery whose message did not arrive. */
export class Settling {
  readonly #deps: SettlingDeps;

  constructor(deps: SettlingDeps) {
    this.#deps = deps;
  }

  async settle(delivery: Delivery, to: Subscriber, failure: Failure): Promise<void> {
    const { pacing, backoff, onEvent } = this.#deps;
    switch (failure.kind) {
      case "refused-for-now":
        pacing.pause(failure.waitMs);
        onEvent(failure);
        return this.postpone(delivery, failure.waitMs);
      case "not-sent": {
        const { ms: waitMs, isNew } = backoff.failed();
        if (isNew) onEvent({ kind: "not-sent", waitMs });
        return this.postpone(delivery, waitMs);
      }
      case "unsure":
        return this.#settleUnsure(delivery);
      case "ended":
        return this.#settleEnded(delivery, to, failure.reason);
      case "moved":
        return this.#settleMoved(delivery, to, failure.chatId);
      case "unacceptable":
        onEvent({ kind: "unacceptable", deliveryId: delivery.id, description: failure.description });
        return this.bury(delivery, "refused");
      default:
        return failure satisfies never;
    }
  }

  /** No attempt is counted. */
  postpone(delivery: Delivery, ms: number): Promise<void> {
    return this.postponeUntil(delivery, this.#in(ms));
  }

  /** No attempt is counted. */
  async postponeUntil({ id }: Delivery, until: Date): Promise<void> {
    await this.#deps.keeping.surely(() => this.#deps.store.postpone(id, until, false));
  }

  async bury({ id }: Delivery, reason: DeadReason): Promise<void> {
    const { keeping, store, now } = this.#deps;
    await keeping.surely(() => store.bury(id, reason, now()));
  }

  async #settleUnsure(delivery: Delivery): Promise<void> {
    const { backoff, keeping, store, onEvent } = this.#deps;
    const deliveryId = delivery.id;
    const attempts = delivery.unsureAttempts + 1;
    backoff.doubted();
    if (attempts >= MAX_UNSURE) {
      onEvent({ kind: "given-up", deliveryId, attempts });
      return this.bury(delivery, "no-answer");
    }
    onEvent({ kind: "unsure", deliveryId, attempts });
    const until = this.#in(unsureWaitMs(attempts));
    await keeping.surely(() => store.postpone(deliveryId, until, true));
  }

  async #settleEnded(delivery: Delivery, { place }: Subscriber, reason: EndReason): Promise<void> {
    const { keeping, store, onEvent } = this.#deps;
    await keeping.surely(async () => {
      // A topic that is closed or gone, the general one too, says nothing of the others; each of a chat that is gone will see.
      const places = await (reason === "gone"
        ? store.endPlace(place, reason)
        : store.endChat(place.chatId, reason));
      onEvent({ kind: "ended", reason, places });
    });
    await this.bury(delivery, reason);
  }

  async #settleMoved(delivery: Delivery, { place }: Subscriber, chatId: number): Promise<void> {
    const { keeping, moveChat, onEvent } = this.#deps;
    await keeping.surely(() => moveChat(place.chatId, chatId));
    onEvent({ kind: "moved", from: place.chatId, to: chatId });
    await this.postpone(delivery, 0);
  }

  #in(ms: number): Date {
    return new Date(this.#deps.now().getTime() + ms);
  }
}

/** After so many attempts of which nobody knows whether they arrived. */
function unsureWaitMs(attempts: number): number {
  return Math.min(UNSURE_LONGEST_MS, UNSURE_FIRST_MS * UNSURE_FACTOR ** (attempts - 1));
}
