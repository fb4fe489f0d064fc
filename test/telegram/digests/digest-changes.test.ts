import { expect, test } from "vitest";
import { changed, readQuietHours } from "../../../src/telegram/digests/digest-changes.ts";
import { aSubscriber, choices } from "../../support/digests.ts";

const MANNERS = aSubscriber();
const ON = { choices: choices(), manners: MANNERS };
const WEEKLY = { choices: choices({ rhythm: { kind: "weekly", weekday: 5 } }), manners: MANNERS };
const OFF = { choices: null, manners: MANNERS };
const CHANNELS = [1, 2, 3];

function afterPressing(name: string, value: string, settings: Parameters<typeof changed>[0] = ON) {
  return changed(settings, { name, value }, CHANNELS);
}

test("a rhythm begins a digest, and off ends it", () => {
  expect(afterPressing("rhythm", "each", OFF)?.choices).toMatchObject({ rhythm: { kind: "each" }, hour: 9 });
  expect(afterPressing("rhythm", "off")?.choices).toBeNull();
});

test("weekly keeps the weekday that it had", () => {
  expect(afterPressing("rhythm", "weekly")?.choices?.rhythm).toEqual({ kind: "weekly", weekday: 1 });
  expect(afterPressing("rhythm", "weekly", WEEKLY)?.choices?.rhythm).toEqual({ kind: "weekly", weekday: 5 });
});

test("one thing is changed and the others stay", () => {
  expect(afterPressing("hour", "21")).toEqual({ ...ON, choices: { ...ON.choices, hour: 21 } });
  expect(afterPressing("zone", "Asia/Novosibirsk", OFF)).toEqual({
    choices: null,
    manners: { ...MANNERS, timezone: "Asia/Novosibirsk" },
  });
  expect(afterPressing("quiet", "23-8")?.manners.quietHours).toEqual({ from: 23, until: 8 });
  expect(afterPressing("quiet", "off")?.manners.quietHours).toBeNull();
});

test("the first channel chosen stands alone, and without the last one all are chosen", () => {
  const one = afterPressing("channel", "2");
  expect(one?.choices?.channelIds).toEqual([2]);
  const two = changed(one ?? ON, { name: "channel", value: "3" }, CHANNELS);
  expect(two?.choices?.channelIds).toEqual([2, 3]);
  expect(changed(one ?? ON, { name: "channel", value: "2" }, CHANNELS)?.choices?.channelIds).toEqual([]);
  expect(changed(two ?? ON, { name: "channel", value: "all" }, CHANNELS)?.choices?.channelIds).toEqual([]);
});

test.each([
  ["rhythm", "hourly"],
  ["rhythm", ""],
  ["hour", "24"],
  ["hour", "-1"],
  ["hour", "9.5"],
  ["weekday", "3"], // of a daily digest
  ["zone", "Mars/Olympus"],
  ["zone", "+03:00"],
  ["zone", "../../etc/passwd"],
  ["quiet", "8-8"],
  ["quiet", "23-99"],
  ["silent", "maybe"],
  ["channel", "4"],
  ["channel", "__proto__"],
  ["query", "everything"],
  ["late", "never"],
  ["__proto__", "1"],
  ["constructor", "1"],
])("a forged %s=%s changes nothing", (name, value) => {
  expect(afterPressing(name, value)).toBeNull();
});

test("without a digest there is nothing to change about one", () => {
  expect(afterPressing("hour", "9", OFF)).toBeNull();
  expect(afterPressing("paused", "true", OFF)).toBeNull();
});

test.each([
  ["23-8", { from: 23, until: 8 }],
  ["23:00–08:00", { from: 23, until: 8 }],
  ["с 23 до 8", { from: 23, until: 8 }],
  ["from 0 to 9", { from: 0, until: 9 }],
  ["24 - 7", { from: 0, until: 7 }],
])("quiet hours are read from %s", (typed, hours) => {
  expect(readQuietHours(typed)).toEqual(hours);
});

test.each(["", "ночью", "25-8", "8", "8-8", "0-24", "23:30-8"])("%j is no quiet hours", (typed) => {
  expect(readQuietHours(typed)).toBeNull();
});
