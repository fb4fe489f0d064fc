import fc from "fast-check";
import { expect, test } from "vitest";
import { Pacer, TELEGRAM_LIMITS } from "../../src/digests/pacer.ts";
import { VirtualTimer } from "../support/virtual-timer.ts";

const SECOND = 1_000;
const MINUTE = 60_000;

type Event =
  | { readonly kind: "ask"; readonly chatId: number; readonly patienceMs: number }
  | { readonly kind: "reply"; readonly chatId: number }
  | { readonly kind: "pause"; readonly ms: number };

interface Sent {
  readonly chatId: number;
  readonly at: number;
  readonly isReply: boolean;
}

interface Wish {
  readonly chatId: number;
  readonly askedAt: number;
  leftAt: number | null;
  gaveUpAt: number | null;
}

// A few chats that are sent much, and many that are sent a little.
const chatId = fc.oneof(
  fc.integer({ min: -3, max: -1 }),
  fc.integer({ min: 1, max: 3 }),
  fc.integer({ min: 4, max: 4000 }),
);
const patience = fc.oneof(
  { weight: 9, arbitrary: fc.constant(Infinity) },
  { weight: 1, arbitrary: fc.nat(5000) },
);
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 30, arbitrary: fc.record({ kind: fc.constant("ask" as const), chatId, patienceMs: patience }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("reply" as const), chatId }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("pause" as const), ms: fc.nat(4000) }) },
);
const story = fc.array(fc.record({ afterMs: fc.oneof(fc.constant(0), fc.nat(400)), event }), {
  minLength: 1,
  maxLength: 250,
  size: "max",
});
type Story = readonly { readonly afterMs: number; readonly event: Event }[];

async function play(steps: Story) {
  const timer = new VirtualTimer();
  const pacer = new Pacer({ timer });
  const sent: Sent[] = [];
  const wishes: Wish[] = [];
  const pauses: { readonly from: number; readonly to: number }[] = [];
  for (const { afterMs, event } of steps) {
    await timer.advance(afterMs);
    const now = timer.now();
    if (event.kind === "ask") void want(event.chatId, event.patienceMs);
    if (event.kind === "reply") {
      pacer.countReply(event.chatId);
      sent.push({ chatId: event.chatId, at: now, isReply: true });
    }
    if (event.kind === "pause") {
      pacer.pause(event.ms);
      pauses.push({ from: now, to: now + event.ms });
    }
  }
  await timer.advance(30 * MINUTE);
  return { sent, wishes, pauses };

  async function want(chatId: number, patienceMs: number): Promise<void> {
    const wish: Wish = { chatId, askedAt: timer.now(), leftAt: null, gaveUpAt: null };
    wishes.push(wish);
    const patience = new AbortController();
    if (Number.isFinite(patienceMs))
      void timer.sleep(patienceMs, patience.signal).then(() => patience.abort());
    try {
      await pacer.slot(chatId, patience.signal);
      wish.leftAt = timer.now();
      sent.push({ chatId, at: timer.now(), isReply: false });
      patience.abort();
    } catch {
      wish.gaveUpAt = timer.now();
    }
  }
}

/** What was sent in the stretch that ends with each message that nobody waits for. */
function stretches(sent: readonly Sent[], ms: number, isCounted: (a: Sent, b: Sent) => boolean): number[] {
  return sent.flatMap((last, index) =>
    last.isReply
      ? []
      : [sent.slice(0, index + 1).filter((one) => one.at > last.at - ms && isCounted(one, last)).length],
  );
}

function most(counts: readonly number[]): number {
  return Math.max(0, ...counts);
}

/** It left before somebody who had asked earlier and whose chat could have been sent something. */
function overtaken({
  sent,
  wishes,
}: {
  readonly sent: readonly Sent[];
  readonly wishes: readonly Wish[];
}): Wish[] {
  return wishes.filter((wish, index) => {
    const end = wish.leftAt ?? wish.gaveUpAt ?? Infinity;
    return wishes.slice(index + 1).some(({ leftAt }) => {
      if (leftAt === null || leftAt >= end) return false;
      const before = sent.filter(({ chatId, at }) => chatId === wish.chatId && at <= leftAt);
      const lately = before.filter(({ at }) => at > leftAt - 1.2 * SECOND);
      const inMinute = before.filter(({ at }) => at > leftAt - 1.01 * MINUTE);
      const isReady =
        lately.length === 0 && (wish.chatId > 0 || inMinute.length < TELEGRAM_LIMITS.perMinuteAndGroup);
      return isReady;
    });
  });
}

test("whatever happens, Telegram's limits hold, pauses are kept, nobody is forgotten or passed over", async () => {
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const played = await play(steps);
      const { sent, wishes, pauses } = played;
      expect(most(stretches(sent, SECOND, () => true))).toBeLessThanOrEqual(TELEGRAM_LIMITS.perSecond);
      const ofChat = (a: Sent, b: Sent) => a.chatId === b.chatId;
      expect(most(stretches(sent, SECOND, ofChat))).toBeLessThanOrEqual(1);
      const ofGroup = (a: Sent, b: Sent) => b.chatId < 0 && a.chatId === b.chatId;
      expect(most(stretches(sent, MINUTE, ofGroup))).toBeLessThanOrEqual(TELEGRAM_LIMITS.perMinuteAndGroup);
      const early = sent.filter(
        ({ at, isReply }) => !isReply && pauses.some(({ from, to }) => at > from && at < to),
      );
      expect(early).toEqual([]);
      expect(wishes.filter(({ leftAt, gaveUpAt }) => leftAt === null && gaveUpAt === null)).toEqual([]);
      expect(overtaken(played)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
