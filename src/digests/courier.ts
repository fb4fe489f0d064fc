import type { Backoff } from "./backoff.ts";
import type { Delivery } from "./delivery.ts";
import type { DeliveryStore } from "./delivery-store.ts";
import type { Departure } from "./departure.ts";
import type { DispatchEvent, DispatchWork } from "./dispatch-event.ts";
import type { Draft, Drafting } from "./drafting.ts";
import type { Keeping } from "./keeping.ts";
import type { Messenger, SendOutcome } from "./messenger.ts";
import type { Settling } from "./settling.ts";
import type { Subscriber } from "./subscription.ts";
import type { SubscriptionStore } from "./subscription-store.ts";
import type { Timer } from "./timer.ts";
import { Unmade } from "./unmade.ts";
import { keptMessages } from "./written-messages.ts";

export interface CourierDeps {
  readonly store: Pick<DeliveryStore, "claim" | "markPart" | "markSent"> &
    Pick<SubscriptionStore, "subscriber">;
  readonly messenger: Pick<Messenger, "send">;
  readonly drafting: Drafting;
  readonly departure: Departure;
  readonly settling: Settling;
  readonly keeping: Keeping;
  readonly backoff: Backoff;
  readonly timer: Timer;
  /** Aborted when nothing new is begun. */
  readonly stopping: AbortSignal;
  onEvent(event: DispatchEvent): void;
  now(): Date;
}

type Ready = Extract<Draft, { kind: "ready" }>;
/** Resolves when the request is to leave. */
type Leave = () => Promise<void>;
type Drafted = Ready & { readonly leave: Leave; readonly draftedAt: number };

// A message that waited longer for its turn is made anew: wishes and quiet hours may have changed meanwhile.
const FRESH_MS = 30_000;

/** Takes deliveries to their places, and keeps what became of them. */
export class Courier {
  readonly #deps: CourierDeps;
  readonly #unmade = new Unmade();

  constructor(deps: CourierDeps) {
    this.#deps = deps;
  }

  /** `to`: null where the place is gone. Resolves when it is settled, or left for the next start; never throws. */
  async deliver(delivery: Delivery, to: Subscriber | null): Promise<void> {
    try {
      const draft = await this.#draft(delivery, to);
      this.#unmade.succeeded(delivery.id);
      if (draft !== null) await this.#bring(delivery, draft);
    } catch (error) {
      if (this.#deps.stopping.aborted) return;
      this.#report("making", error);
      await this.#deps.settling.postpone(delivery, this.#unmade.failed(delivery.id));
    }
  }

  /** Each message when its turn has come. */
  async #bring(delivery: Delivery, draft: Ready): Promise<void> {
    const { departure, settling, timer } = this.#deps;
    const { chatId } = draft.to.place;
    const draftedAt = timer.now();
    let left = await departure.take(chatId, (leave) =>
      this.#sendFirst(delivery, { ...draft, leave, draftedAt }),
    );
    while (left) {
      const rest: Ready = left;
      left = await departure.take(chatId, (leave) => this.#sendNext(delivery, rest, leave));
      if (left === undefined) await settling.postpone(delivery, 0);
    }
  }

  async #sendFirst(delivery: Delivery, { leave, draftedAt, ...drafted }: Drafted): Promise<Ready | null> {
    const { drafting, store, timer } = this.#deps;
    const isFresh = timer.now() - draftedAt <= FRESH_MS && (await drafting.isCurrent(delivery, drafted));
    const draft = isFresh ? drafted : await this.#draftAnew(delivery);
    if (draft === null) return null;
    const kept = delivery.begun?.messages ?? keptMessages(draft.messages);
    return (await store.claim(delivery.id, kept)) ? this.#sendNext(delivery, draft, leave) : null;
  }

  /** Returns what is left to be sent; null = nothing, or not now. */
  async #sendNext(delivery: Delivery, draft: Ready, leave: Leave): Promise<Ready | null> {
    await leave();
    const outcome = await this.#request(draft);
    if (outcome.kind === "sent") return this.#arrived(delivery, draft, outcome.messageId);
    await this.#deps.settling.settle(delivery, draft.to, outcome);
    return null;
  }

  async #request({ to, messages, sent }: Ready): Promise<SendOutcome> {
    const message = messages[sent];
    if (message === undefined) throw new RangeError("All messages of this delivery have arrived already");
    try {
      return await this.#deps.messenger.send(to.place, message, { isSilent: to.isSilent });
    } catch (error) {
      this.#report("sending", error);
      return { kind: "unsure" };
    }
  }

  async #arrived({ id }: Delivery, draft: Ready, messageId: number): Promise<Ready | null> {
    const { backoff, keeping, store, now } = this.#deps;
    backoff.succeeded();
    const sent = draft.sent + 1;
    const isLast = sent >= draft.messages.length;
    const isKept = await keeping.surely(() =>
      isLast ? store.markSent(id, messageId, now()) : store.markPart(id, messageId),
    );
    return isKept && !isLast ? { ...draft, sent } : null;
  }

  async #draftAnew(delivery: Delivery): Promise<Ready | null> {
    const { store, settling } = this.#deps;
    const to = await store.subscriber(delivery.subscriberId);
    if (to !== null) return this.#draft(delivery, to);
    // The place is gone, or has become another one, to which it is owed now: who looks again sees which.
    await settling.postpone(delivery, 0);
    return null;
  }

  /** Null where nothing is to be sent, or not now; that is kept then. */
  async #draft(delivery: Delivery, to: Subscriber | null): Promise<Ready | null> {
    const { drafting, settling } = this.#deps;
    const draft = await drafting.draft(delivery, to);
    if (draft.kind === "ready") return draft;
    await (draft.kind === "never"
      ? settling.bury(delivery, draft.reason)
      : settling.postponeUntil(delivery, draft.until));
    return null;
  }

  #report(work: DispatchWork, error: unknown): void {
    const { ms: waitMs, isNew } = this.#deps.backoff.failed();
    if (isNew) this.#deps.onEvent({ kind: "failed", work, error, waitMs });
  }
}
