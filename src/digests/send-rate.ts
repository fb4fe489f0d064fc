// Messages do not arrive as they leave. With this much less than the limit, no second of arrivals holds more
// than it as long as the way there takes no more than 23 ms longer or shorter than usual: 1 / 0.955 s - 1 s = 2 × 23 ms.
export const STEADY_SHARE = 0.955;
// After a start nobody knows what the process before has sent in the last second; after a ban, what is still counted.
const FIRST_SHARE = 0.3;
const RISE_MS = 2_000;
// What Telegram counts is not known: a refusal means that it is less than we think, or more than we sent.
const LOWERED_SHARE = 0.98;
const LOWEST_SHARE = 0.1;
const RECOVERY_MS = 100 * 60_000; // 1 % a minute
// A conversation comes in bursts. While people talk to the bot, so many of them a second find room at once.
const REPLIES_PER_SECOND = 3;
const REPLIES_SHARE = 0.1;
const CONVERSATION_MS = 10_000;

/** How many messages a second may leave; it depends on what happened before. */
export class SendRate {
  readonly #perSecond: number;
  #softSince = 0;
  #share = 1;
  #shareSince = 0;
  #talkingUntil = Number.NEGATIVE_INFINITY;

  constructor(perSecond: number) {
    this.#perSecond = perSecond;
  }

  /** Milliseconds from one message to the next. */
  gapMs(now: number): number {
    const steady = this.#perSecond * STEADY_SHARE * this.#shareAt(now) - this.#roomForReplies(now);
    const rise = Math.min(1, Math.max(0, now - this.#softSince) / RISE_MS);
    return 1000 / (steady * (FIRST_SHARE + (1 - FIRST_SHARE) * rise));
  }

  /** From then on it rises from a low rate to the full one. */
  startSoftly(at: number): void {
    this.#softSince = at;
  }

  /** The full rate is a little less from now on, and recovers slowly. */
  lower(now: number): void {
    this.#share = Math.max(LOWEST_SHARE, this.#shareAt(now) * LOWERED_SHARE);
    this.#shareSince = now;
  }

  noteReply(now: number): void {
    this.#talkingUntil = now + CONVERSATION_MS;
  }

  #shareAt(now: number): number {
    return Math.min(1, this.#share + (now - this.#shareSince) / RECOVERY_MS);
  }

  #roomForReplies(now: number): number {
    if (now >= this.#talkingUntil) return 0;
    return Math.min(REPLIES_PER_SECOND, this.#perSecond * REPLIES_SHARE * this.#shareAt(now));
  }
}
