import type { Pacing } from "./pacing.ts";
import { SendRate, STEADY_SHARE } from "./send-rate.ts";
import { Spacing } from "./spacing.ts";
import { systemTimer, type Timer } from "./timer.ts";

/** What Telegram takes of a bot (https://core.telegram.org/bots/faq#broadcasting-to-users). */
export interface PacingLimits {
  /** Messages to all chats together; up to 1000 where broadcasts are paid for. */
  readonly perSecond: number;
  /** Messages to one chat. */
  readonly perSecondAndChat: number;
  /** Messages to one group. */
  readonly perMinuteAndGroup: number;
}

export const TELEGRAM_LIMITS: PacingLimits = { perSecond: 30, perSecondAndChat: 1, perMinuteAndGroup: 20 };

export interface PacerOptions {
  readonly limits?: PacingLimits;
  /** Absent = the time of this process. */
  readonly timer?: Timer;
}

// Two messages to one chat come nearer to each other on their way.
const ARRIVAL_MARGIN_MS = 100;
// A busy process is late: what it missed while others waited is made up for, but not all at once after a long while.
const MADE_UP_FOR_MS = 100;
const ALL = 0;
// What was counted a second ago limits nobody any more.
const LONGEST_DEBT_MS = 1_000;
// Telegram counts in whole seconds.
const PAUSE_MARGIN_MS = 50;
const LONGEST_SLEEP_MS = 60_000;

interface Waiter {
  readonly chatId: number;
  leave(): void;
}

/**
 * One pacer for all that the bot sends. Each message moves the time of the next one by the gap of the rate (a generic
 * cell rate algorithm), and none leaves that would be one too many of its second. Who waits leaves in order, but for
 * chats that have to wait themselves. Keeps the times of the last second, the chats of the last minute, and who waits.
 */
export class Pacer implements Pacing {
  readonly #timer: Timer;
  readonly #rate: SendRate;
  readonly #all: Spacing;
  readonly #chats: Spacing;
  readonly #groups: Spacing;
  readonly #waiting = new Set<Waiter>();
  #nextAt = 0;
  #pausedUntil = 0;
  #hasStarted = false;
  #isServing = false;
  #sleep: { readonly until: number; readonly alarm: AbortController } | null = null;

  constructor({ limits = TELEGRAM_LIMITS, timer = systemTimer }: PacerOptions = {}) {
    this.#timer = timer;
    this.#rate = new SendRate(limits.perSecond);
    this.#all = new Spacing({ count: limits.perSecond, withinMs: 1000 / STEADY_SHARE });
    const ofChats = 1000 / limits.perSecondAndChat + ARRIVAL_MARGIN_MS;
    this.#chats = new Spacing({ count: 1, withinMs: ofChats });
    this.#groups = new Spacing({ count: limits.perMinuteAndGroup, withinMs: 60_000 + ARRIVAL_MARGIN_MS });
  }

  /** How many chats it remembers. */
  get chats(): number {
    return this.#chats.size + this.#groups.size;
  }

  async slot(chatId: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.delete(waiter);
        if (this.#waiting.size === 0) this.#sleep?.alarm.abort();
        reject(signal.reason);
      };
      const leave = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      const waiter = { chatId, leave };
      signal.addEventListener("abort", giveUp, { once: true });
      this.#join(waiter);
    });
  }

  countReply(chatId: number): void {
    const now = this.#timer.now();
    this.#rate.noteReply(now);
    this.#forgoIdleTime(now);
    this.#count(chatId, now);
  }

  pause(ms: number): void {
    const now = this.#timer.now();
    // What was under way when Telegram first refused is refused, too, and says nothing new of the rate.
    if (now >= this.#pausedUntil) this.#rate.lower(now);
    this.#pausedUntil = Math.max(this.#pausedUntil, now + ms + PAUSE_MARGIN_MS);
    this.#startSoftly(this.#pausedUntil);
  }

  #join(waiter: Waiter): void {
    const now = this.#timer.now();
    if (!this.#hasStarted) this.#startSoftly(now);
    this.#forgoIdleTime(now);
    this.#waiting.add(waiter);
    if (!this.#isServing) void this.#serve();
    else if (this.#sleep && this.#readyAt(waiter) < this.#sleep.until) this.#sleep.alarm.abort();
  }

  /** What nobody waited for is not made up for. */
  #forgoIdleTime(now: number): void {
    if (this.#waiting.size === 0) this.#nextAt = Math.max(this.#nextAt, now);
  }

  #startSoftly(at: number): void {
    this.#hasStarted = true;
    this.#nextAt = Math.max(this.#nextAt, at);
    this.#rate.startSoftly(at);
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    while (this.#waiting.size > 0) {
      const now = this.#timer.now();
      const next = this.#firstReady(now);
      if (next) this.#letGo(next, now);
      else await this.#sleepUntil(this.#earliest(now), now);
    }
    this.#isServing = false;
  }

  #firstReady(now: number): Waiter | null {
    if (now < this.#nextOfAll()) return null;
    for (const waiter of this.#waiting) if (this.#readyAt(waiter) <= now) return waiter;
    return null;
  }

  #letGo(waiter: Waiter, now: number): void {
    this.#waiting.delete(waiter);
    this.#count(waiter.chatId, now);
    waiter.leave();
  }

  /** When it is worth looking again. */
  #earliest(now: number): number {
    const next = this.#nextOfAll();
    if (now < next) return next;
    let earliest = Number.POSITIVE_INFINITY;
    for (const waiter of this.#waiting) earliest = Math.min(earliest, this.#readyAt(waiter));
    return earliest;
  }

  async #sleepUntil(until: number, now: number): Promise<void> {
    const alarm = new AbortController();
    this.#sleep = { until, alarm };
    await this.#timer.sleep(Math.min(until - now, LONGEST_SLEEP_MS), alarm.signal);
    this.#sleep = null;
  }

  /** Not before the next of all may leave, nor before its chat may be sent something again. */
  #readyAt({ chatId }: Waiter): number {
    const ofChat = this.#chats.readyAt(chatId);
    return Math.max(
      this.#nextOfAll(),
      isGroup(chatId) ? Math.max(ofChat, this.#groups.readyAt(chatId)) : ofChat,
    );
  }

  #nextOfAll(): number {
    return Math.max(this.#nextAt, this.#all.readyAt(ALL));
  }

  #count(chatId: number, now: number): void {
    const gap = this.#rate.gapMs(now);
    const next = Math.max(this.#nextAt, now - MADE_UP_FOR_MS) + gap;
    this.#nextAt = Math.max(this.#nextAt, Math.min(next, now + Math.max(gap, LONGEST_DEBT_MS)));
    this.#all.count(ALL, now);
    this.#chats.count(chatId, now);
    if (isGroup(chatId)) this.#groups.count(chatId, now);
  }
}

/** Telegram's ids of groups and channels are negative. */
function isGroup(chatId: number): boolean {
  return chatId < 0;
}
