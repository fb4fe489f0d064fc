import { expect, test } from "vitest";
import { Pacer, TELEGRAM_LIMITS } from "../../src/digests/pacer.ts";
import { VirtualTimer } from "../support/virtual-timer.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function aPacer(limits = {}) {
  const timer = new VirtualTimer();
  const pacer = new Pacer({ limits: { ...TELEGRAM_LIMITS, ...limits }, timer });
  const left: { readonly chatId: number; readonly at: number }[] = [];
  const ask = (chatId: number, signal = new AbortController().signal) =>
    pacer.slot(chatId, signal).then(() => void left.push({ chatId, at: timer.now() }));
  const askForMany = (count: number, firstChat = 1) => {
    for (let at = 0; at < count; at++) void ask(firstChat + at);
  };
  const leftBetween = (from: number, to: number) => left.filter(({ at }) => at >= from && at < to).length;
  return { timer, pacer, left, ask, askForMany, leftBetween };
}

test("a steady stream leaves at a little more than 95 % of the limit", async () => {
  const { timer, askForMany, leftBetween } = aPacer();
  askForMany(2_000);
  await timer.advance(60 * SECOND);
  expect(leftBetween(5 * SECOND, 55 * SECOND) / 50).toBeGreaterThan(0.95 * 30);
});

test("a paid broadcast leaves at 950 a second and more", async () => {
  const { timer, askForMany, leftBetween } = aPacer({ perSecond: 1_000 });
  askForMany(10_000);
  await timer.advance(10 * SECOND);
  expect(leftBetween(5 * SECOND, 10 * SECOND) / 5).toBeGreaterThanOrEqual(950);
});

test("the first one leaves at once, and the others slowly at first", async () => {
  const { timer, left, askForMany, leftBetween } = aPacer();
  await timer.advance(HOUR);
  askForMany(200);
  await timer.advance(5 * SECOND);
  expect(left[0]?.at).toBe(HOUR);
  expect(leftBetween(HOUR, HOUR + SECOND)).toBeLessThan(20);
  expect(leftBetween(HOUR + 2 * SECOND, HOUR + 3 * SECOND)).toBeGreaterThanOrEqual(28);
});

test("a message leaves at once where nothing left for a while", async () => {
  const { timer, left, ask } = aPacer();
  void ask(1);
  await timer.advance(10 * SECOND);
  void ask(1);
  await timer.advance(0);
  expect(left.at(-1)?.at).toBe(10 * SECOND);
});

test.each([
  ["for long now and then", { lateMs: 100, everyMs: 2_000, atLeast: 0.95 * 30 }],
  ["again and again", { lateMs: 80, everyMs: 200, atLeast: 28 }],
])("what a process missed that was busy %s is made up for, within the limit", async (_, late) => {
  const { timer, left, askForMany, leftBetween } = aPacer();
  askForMany(2_000);
  await timer.advance(5 * SECOND);
  for (let passed = 0; passed < 40 * SECOND; passed += late.everyMs) {
    timer.skip(late.lateMs);
    await timer.advance(late.everyMs - late.lateMs);
  }
  expect(leftBetween(5 * SECOND, 45 * SECOND) / 40).toBeGreaterThan(late.atLeast);
  const crowded = left.filter(({ at }, index) => index >= 30 && at - (left[index - 30]?.at ?? 0) < SECOND);
  expect(crowded).toEqual([]);
});

test("messages to one chat leave a second apart, and nobody else waits for it", async () => {
  const { timer, left, ask, askForMany } = aPacer();
  for (let at = 0; at < 5; at++) void ask(7);
  askForMany(20, 100);
  await timer.advance(10 * SECOND);
  const times = left.filter(({ chatId }) => chatId === 7).map(({ at }) => at);
  expect(times.map((at, index) => at - (times[index - 1] ?? -SECOND)).every((gap) => gap >= SECOND)).toBe(
    true,
  );
  expect(times.at(-1)).toBeLessThan(6 * SECOND);
  expect(left.findIndex(({ chatId }) => chatId === 119)).toBeLessThan(23);
});

test("a group is sent 20 messages a minute, and a person more", async () => {
  const { timer, left, ask } = aPacer();
  for (let at = 0; at < 50; at++) {
    void ask(-100);
    void ask(100);
  }
  await timer.advance(MINUTE);
  expect(left.filter(({ chatId }) => chatId === -100).length).toBe(20);
  expect(left.filter(({ chatId }) => chatId === 100).length).toBe(50);
});

test("a reply makes what nobody waits for leave later, to everybody and to that chat", async () => {
  const { timer, pacer, left, ask } = aPacer();
  void ask(1);
  await timer.advance(10 * SECOND);
  pacer.countReply(2);
  void ask(2);
  void ask(3);
  await timer.advance(5 * SECOND);
  const [, toOther, toSame] = left;
  expect(toOther?.chatId).toBe(3);
  expect(toOther?.at).toBeGreaterThan(10 * SECOND + 20);
  expect(toSame?.at).toBeGreaterThanOrEqual(11 * SECOND);
});

test("however many replies there were, a second after the last one everything goes on", async () => {
  const { timer, pacer, left, ask } = aPacer();
  void ask(1);
  await timer.advance(10 * SECOND);
  for (let at = 0; at < 500; at++) pacer.countReply(1_000 + at);
  void ask(2);
  await timer.advance(2 * SECOND);
  expect(left.at(-1)?.at).toBeLessThan(11.1 * SECOND);
});

test("while people talk to the bot there is room for three replies a second at once", async () => {
  const { timer, pacer, askForMany, leftBetween } = aPacer();
  askForMany(1_000);
  await timer.advance(5 * SECOND);
  pacer.countReply(5_000);
  await timer.advance(20 * SECOND);
  expect(leftBetween(7 * SECOND, 14 * SECOND) / 7).toBeLessThan(27);
  expect(leftBetween(16 * SECOND, 24 * SECOND) / 8).toBeGreaterThan(28);
});

test("nothing leaves while Telegram wants to be left alone, and then it begins slowly", async () => {
  const { timer, pacer, askForMany, leftBetween } = aPacer();
  askForMany(2_000);
  await timer.advance(5 * SECOND);
  pacer.pause(7 * SECOND);
  await timer.advance(20 * SECOND);
  expect(leftBetween(5 * SECOND, 12 * SECOND)).toBe(0);
  expect(leftBetween(12 * SECOND, 13 * SECOND)).toBeLessThan(20);
  expect(leftBetween(15 * SECOND, 16 * SECOND)).toBeGreaterThan(25);
});

test("a shorter pause does not end a longer one", async () => {
  const { timer, pacer, askForMany, left } = aPacer();
  pacer.pause(30 * SECOND);
  pacer.pause(1 * SECOND);
  askForMany(1);
  await timer.advance(29 * SECOND);
  expect(left).toEqual([]);
  await timer.advance(2 * SECOND);
  expect(left.length).toBe(1);
});

test("after a refusal the rate is a little lower, once for all that were under way, and recovers slowly", async () => {
  const { timer, pacer, askForMany, leftBetween } = aPacer();
  askForMany(8_000);
  await timer.advance(5 * SECOND);
  for (let at = 0; at < 5; at++) pacer.pause(SECOND);
  await timer.advance(5 * MINUTE);
  expect(leftBetween(10 * SECOND, 20 * SECOND) / 10).toBeGreaterThan(27.5);
  expect(leftBetween(10 * SECOND, 20 * SECOND) / 10).toBeLessThan(28.2);
  expect(leftBetween(200 * SECOND, 240 * SECOND) / 40).toBeGreaterThan(0.95 * 30);
});

test("who gives up waits no more and uses no slot", async () => {
  const { timer, left, ask } = aPacer();
  const impatient = new AbortController();
  void ask(1);
  const given = ask(1, impatient.signal);
  const later = ask(2);
  await timer.advance(10);
  impatient.abort(new Error("enough"));
  await expect(given).rejects.toThrow("enough");
  await timer.advance(SECOND);
  await later;
  expect(left.map(({ chatId }) => chatId)).toEqual([1, 2]);
  await expect(ask(3, impatient.signal)).rejects.toThrow("enough");
});

test("chats are forgotten when nothing was sent to them for a while", async () => {
  const { timer, pacer, ask } = aPacer({ perSecond: 1_000 });
  for (let second = 0; second < 20; second++) {
    for (let at = 1; at <= 500; at++) void ask((at % 100 === 0 ? -1 : 1) * (second * 500 + at));
    await timer.advance(SECOND);
  }
  expect(pacer.chats).toBeLessThan(1_000);
  await timer.advance(2 * MINUTE);
  void ask(1);
  void ask(-1);
  await timer.advance(SECOND);
  expect(pacer.chats).toBeLessThan(10);
});
