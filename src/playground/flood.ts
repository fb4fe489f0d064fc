import { type Chat, isGroup } from "./chat.ts";
import { tooManyRequests } from "./refusal.ts";

// https://core.telegram.org/bots/faq: about one message a second to a chat, thirty a second in all,
// twenty a minute to a group.
const PER_CHAT = { capacity: 1, perSecond: 1 };
const OVERALL = { capacity: 30, perSecond: 30 };
const PER_GROUP = { capacity: 20, perSecond: 20 / 60 };

interface Rate {
  readonly capacity: number;
  readonly perSecond: number;
}

/** Limits on what a bot sends, as token buckets on the given clock. */
export class FloodLimits {
  readonly #now: () => number;
  readonly #isOn: boolean;
  readonly #overall: Bucket;
  readonly #chats = new Map<number, Bucket[]>();

  constructor(now: () => number, isOn: boolean) {
    this.#now = now;
    this.#isOn = isOn;
    this.#overall = new Bucket(OVERALL, now());
  }

  /** Throws a 429 with `retry_after` when one more message is too much; an album counts as one. */
  countMessage(chat: Chat): void {
    if (!this.#isOn) return;
    const now = this.#now();
    const buckets = [this.#overall, ...this.#bucketsOf(chat, now)];
    const waitSeconds = Math.max(...buckets.map((bucket) => bucket.secondsUntilFree(now)));
    if (waitSeconds > 0) throw tooManyRequests(Math.max(1, Math.ceil(waitSeconds)));
    for (const bucket of buckets) bucket.take();
  }

  #bucketsOf(chat: Chat, now: number): Bucket[] {
    const known = this.#chats.get(chat.id);
    if (known !== undefined) return known;
    const buckets = [new Bucket(PER_CHAT, now), ...(isGroup(chat) ? [new Bucket(PER_GROUP, now)] : [])];
    this.#chats.set(chat.id, buckets);
    return buckets;
  }
}

class Bucket {
  readonly #rate: Rate;
  #tokens: number;
  #at: number;

  constructor(rate: Rate, now: number) {
    this.#rate = rate;
    this.#tokens = rate.capacity;
    this.#at = now;
  }

  secondsUntilFree(now: number): number {
    const { capacity, perSecond } = this.#rate;
    this.#tokens = Math.min(capacity, this.#tokens + ((now - this.#at) / 1000) * perSecond);
    this.#at = now;
    // A hair below one is one: the sums above are not exact.
    return this.#tokens >= 1 - 1e-9 ? 0 : (1 - this.#tokens) / perSecond;
  }

  take(): void {
    this.#tokens -= 1;
  }
}
