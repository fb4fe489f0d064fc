import { expect, test } from "vitest";
import { decide, nextOccurrence, type Occurrence, type Timetable } from "../../src/digests/schedule.ts";
import type { Weekday } from "../../src/digests/subscription.ts";

const DAILY = { kind: "daily" } as const;
const MOSCOW = "Europe/Moscow";

function daily(hour: number, timezone: string): Timetable {
  return { rhythm: DAILY, hour, timezone };
}

function weekly(weekday: Weekday, hour: number, timezone: string): Timetable {
  return { rhythm: { kind: "weekly", weekday }, hour, timezone };
}

function next(table: Timetable, now: string, lastDate: string | null = null) {
  return shown(nextOccurrence(table, new Date(now), lastDate));
}

function shown(occurrence: Occurrence | null) {
  return occurrence && `${occurrence.date} ${occurrence.at.toISOString().slice(0, 16)}Z`;
}

function decided(table: Timetable, due: string, now: string, whenLate: "send" | "fold" = "send") {
  const occurrence = nextOccurrence(table, new Date(`${due}T00:00:00Z`), previousDate(due));
  if (occurrence === null) throw new Error("There is none");
  const { send, next: then } = decide(
    { choices: { ...table, whenLate }, manners: table, due: occurrence },
    new Date(now),
  );
  return { send: send?.date ?? null, next: then.date };
}

function previousDate(date: string): string {
  return new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
}

test("the next daily digest is today's where its hour is still to come, else tomorrow's", () => {
  expect(next(daily(9, MOSCOW), "2026-05-10T05:59:59Z")).toBe("2026-05-10 2026-05-10T06:00Z");
  expect(next(daily(9, MOSCOW), "2026-05-10T06:00:00Z")).toBe("2026-05-10 2026-05-10T06:00Z");
  expect(next(daily(9, MOSCOW), "2026-05-10T06:00:01Z")).toBe("2026-05-11 2026-05-11T06:00Z");
});

test("the local date counts, not that of UTC", () => {
  expect(next(daily(0, "Asia/Kamchatka"), "2026-05-10T11:00:00Z")).toBe("2026-05-11 2026-05-10T12:00Z");
  expect(next(daily(23, "Pacific/Pago_Pago"), "2026-05-11T09:00:00Z")).toBe("2026-05-10 2026-05-11T10:00Z");
});

test("a date that has had its digest gets no other one, whatever the hour is now", () => {
  expect(next(daily(20, MOSCOW), "2026-05-10T07:00:00Z", "2026-05-10")).toBe("2026-05-11 2026-05-11T17:00Z");
  expect(next(daily(9, "America/New_York"), "2026-05-10T22:00:00Z", "2026-05-11")).toBe(
    "2026-05-12 2026-05-12T13:00Z",
  );
});

test("weekdays are those of ISO 8601 on the local date", () => {
  // 2026-05-10 is a Sunday.
  expect(next(weekly(7, 9, MOSCOW), "2026-05-10T05:00:00Z")).toBe("2026-05-10 2026-05-10T06:00Z");
  expect(next(weekly(1, 0, MOSCOW), "2026-05-10T05:00:00Z")).toBe("2026-05-11 2026-05-10T21:00Z");
  expect(next(weekly(6, 9, MOSCOW), "2026-05-10T05:00:00Z")).toBe("2026-05-16 2026-05-16T06:00Z");
});

test("where posts are sent one by one there is no digest", () => {
  expect(next({ rhythm: { kind: "each" }, hour: 9, timezone: MOSCOW }, "2026-05-10T05:00:00Z")).toBeNull();
});

test("an hour that a date does not have is the first instant after the gap", () => {
  expect(next(daily(2, "Europe/Berlin"), "2026-03-28T12:00:00Z")).toBe("2026-03-29 2026-03-29T01:00Z");
  expect(next(daily(2, "Antarctica/Troll"), "2026-03-28T12:00:00Z")).toBe("2026-03-29 2026-03-29T01:00Z");
  expect(next(daily(2, "Australia/Lord_Howe"), "2026-10-03T12:00:00Z")).toBe("2026-10-04 2026-10-03T15:30Z");
});

test("an hour that a date has twice is the first of the two", () => {
  expect(next(daily(2, "Europe/Berlin"), "2026-10-24T12:00:00Z")).toBe("2026-10-25 2026-10-25T00:00Z");
  expect(next(daily(1, "Antarctica/Troll"), "2026-10-24T12:00:00Z")).toBe("2026-10-25 2026-10-24T23:00Z");
});

test("a digest whose hour is left out before midnight comes at midnight, under its own date", () => {
  const nuuk = daily(23, "America/Nuuk");
  expect(next(nuuk, "2026-03-28T12:00:00Z")).toBe("2026-03-28 2026-03-29T01:00Z");
  expect(next(nuuk, "2026-03-29T01:00:00Z")).toBe("2026-03-28 2026-03-29T01:00Z");
  expect(decided(nuuk, "2026-03-28", "2026-03-29T01:00:30Z")).toEqual({
    send: "2026-03-28",
    next: "2026-03-29",
  });
  expect(decided(nuuk, "2026-03-28", "2026-03-29T20:00:00Z")).toEqual({
    send: "2026-03-28",
    next: "2026-03-29",
  });
});

test("a digest that is on time is sent, even over midnight", () => {
  expect(decided(daily(9, MOSCOW), "2026-05-10", "2026-05-10T06:00:00Z", "fold")).toEqual({
    send: "2026-05-10",
    next: "2026-05-11",
  });
  expect(decided(daily(23, MOSCOW), "2026-05-10", "2026-05-10T21:20:00Z", "fold")).toEqual({
    send: "2026-05-10",
    next: "2026-05-11",
  });
});

test("a clock that is put forward by an hour makes no digest late", () => {
  expect(decided(daily(9, MOSCOW), "2026-05-10", "2026-05-10T07:01:00Z", "fold").send).toBe("2026-05-10");
});

test("a late digest is sent on its own local day or goes into the next one, as is wanted", () => {
  const late = "2026-05-10T20:59:00Z"; // 23:59 in Moscow
  expect(decided(daily(9, MOSCOW), "2026-05-10", late, "send")).toEqual({
    send: "2026-05-10",
    next: "2026-05-11",
  });
  expect(decided(daily(9, MOSCOW), "2026-05-10", late, "fold")).toEqual({ send: null, next: "2026-05-11" });
  expect(decided(daily(9, MOSCOW), "2026-05-10", "2026-05-10T21:00:00Z", "send")).toEqual({
    send: null,
    next: "2026-05-11",
  });
});

test("after days without one the latest digest stands for all of them", () => {
  const table = daily(9, MOSCOW);
  expect(decided(table, "2026-05-10", "2026-05-14T06:10:00Z", "fold")).toEqual({
    send: "2026-05-14",
    next: "2026-05-15",
  });
  expect(decided(table, "2026-05-10", "2026-05-14T12:00:00Z", "send")).toEqual({
    send: "2026-05-14",
    next: "2026-05-15",
  });
  expect(decided(table, "2026-05-10", "2026-05-14T12:00:00Z", "fold")).toEqual({
    send: null,
    next: "2026-05-15",
  });
  expect(decided(table, "2026-05-10", "2026-05-14T02:00:00Z", "send")).toEqual({
    send: null,
    next: "2026-05-14",
  });
});

test("a weekly digest that was missed on its day waits for the next week", () => {
  const sundays = weekly(7, 9, MOSCOW);
  expect(decided(sundays, "2026-05-10", "2026-05-12T12:00:00Z")).toEqual({ send: null, next: "2026-05-17" });
  expect(decided(sundays, "2026-05-10", "2026-05-17T12:00:00Z")).toEqual({
    send: "2026-05-17",
    next: "2026-05-24",
  });
});

test("where the clock was put back nothing is due, and the digest stays the next", () => {
  expect(decided(daily(9, MOSCOW), "2026-05-10", "2026-05-10T05:30:00Z")).toEqual({
    send: null,
    next: "2026-05-10",
  });
});

test("a zone that this machine does not know counts as UTC", () => {
  expect(next(daily(9, "Mars/Olympus"), "2026-05-10T05:00:00Z")).toBe("2026-05-10 2026-05-10T09:00Z");
});
