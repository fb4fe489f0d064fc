import { expect, test } from "vitest";
import { afterFailure, afterStart, afterSuccess, stillDue } from "../../src/app/backup-schedule.ts";

const MOSCOW = { at: { hour: 3, minute: 30 }, timezone: "Europe/Moscow" };
const BERLIN = { at: { hour: 2, minute: 30 }, timezone: "Europe/Berlin" };

function at(time: string): Date {
  return new Date(time);
}

test("a backup is made once a day, at its local time", () => {
  expect(afterSuccess(MOSCOW, at("2026-01-15T00:29:00Z"))).toEqual(at("2026-01-15T00:30:00Z"));
  expect(afterSuccess(MOSCOW, at("2026-01-15T00:30:00Z"))).toEqual(at("2026-01-16T00:30:00Z"));
  expect(afterSuccess(MOSCOW, at("2026-01-15T22:00:00Z"))).toEqual(at("2026-01-16T00:30:00Z"));
});

test("a time that clocks are put forward over is right after that", () => {
  const due = afterSuccess(BERLIN, at("2026-03-28T12:00:00Z"));
  expect(due).toEqual(at("2026-03-29T01:00:00Z")); // 03:00, the minute after 01:59
  expect(afterSuccess(BERLIN, due)).toEqual(at("2026-03-30T00:30:00Z"));
});

test("a time that clocks show twice is the first of the two only", () => {
  const due = afterSuccess(BERLIN, at("2026-10-24T12:00:00Z"));
  expect(due).toEqual(at("2026-10-25T00:30:00Z"));
  expect(afterSuccess(BERLIN, due)).toEqual(at("2026-10-26T01:30:00Z"));
  // Also for whoever starts between the two.
  expect(afterStart(due, BERLIN, at("2026-10-25T01:00:00Z"))).toEqual(at("2026-10-26T01:30:00Z"));
});

test("a time that clocks are put forward over at midnight is of its own date", () => {
  const nuuk = { at: { hour: 23, minute: 30 }, timezone: "America/Nuuk" };
  expect(afterSuccess(nuuk, at("2026-03-28T12:00:00Z"))).toEqual(at("2026-03-29T01:00:00Z"));
});

test("one that was missed is made up soon after the start", () => {
  const now = at("2026-01-15T09:00:00Z");
  const soon = at("2026-01-15T09:01:00Z");
  expect(afterStart(null, MOSCOW, now)).toEqual(soon);
  expect(afterStart(at("2026-01-14T07:59:59Z"), MOSCOW, now)).toEqual(soon);
  expect(afterStart(at("2026-01-14T08:00:00Z"), MOSCOW, now)).toEqual(at("2026-01-16T00:30:00Z"));
});

test("one that failed is tried again in an hour, or at its time where that comes first", () => {
  expect(afterFailure(MOSCOW, at("2026-01-15T00:30:05Z"))).toEqual(at("2026-01-15T01:30:05Z"));
  expect(afterFailure(MOSCOW, at("2026-01-15T00:10:00Z"))).toEqual(at("2026-01-15T00:30:00Z"));
});

test("a clock that is put back by a year costs no year of backups", () => {
  const due = at("2026-01-16T00:30:00Z");
  expect(stillDue(due, MOSCOW, at("2026-01-15T12:00:00Z"))).toEqual(due);
  expect(stillDue(due, MOSCOW, at("2025-01-15T12:00:00Z"))).toEqual(at("2025-01-16T00:30:00Z"));
});
