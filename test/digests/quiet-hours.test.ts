import fc from "fast-check";
import { expect, test } from "vitest";
import { localHour } from "../../src/digests/local-time.ts";
import { quietUntil } from "../../src/digests/quiet-hours.ts";
import type { QuietHours } from "../../src/digests/subscription.ts";

function until(timezone: string, quietHours: QuietHours | null, now: string) {
  return quietUntil({ timezone, quietHours }, new Date(now))?.toISOString().slice(0, 16) ?? null;
}

test("quiet hours end at their last hour, over midnight too", () => {
  const night = { from: 22, until: 8 };
  expect(until("Europe/Moscow", night, "2026-05-10T18:59:59Z")).toBeNull();
  expect(until("Europe/Moscow", night, "2026-05-10T19:00:00Z")).toBe("2026-05-11T05:00");
  expect(until("Europe/Moscow", night, "2026-05-11T04:59:59Z")).toBe("2026-05-11T05:00");
  expect(until("Europe/Moscow", night, "2026-05-11T05:00:00Z")).toBeNull();
  expect(until("Europe/Moscow", { from: 13, until: 15 }, "2026-05-10T11:30:00Z")).toBe("2026-05-10T12:00");
});

test("without quiet hours, or with none in them, it is never quiet", () => {
  expect(until("Europe/Moscow", null, "2026-05-10T23:00:00Z")).toBeNull();
  expect(until("Europe/Moscow", { from: 5, until: 5 }, "2026-05-10T02:30:00Z")).toBeNull();
});

test("quiet hours end after the gap where their last hour does not exist", () => {
  expect(until("Europe/Berlin", { from: 22, until: 2 }, "2026-03-29T00:30:00Z")).toBe("2026-03-29T01:00");
});

test("quiet hours that come twice end the second time, too", () => {
  // From 3:00 back to 1:00
  const quiet = { from: 22, until: 2 };
  expect(until("Antarctica/Troll", quiet, "2026-10-24T23:30:00Z")).toBe("2026-10-25T00:00");
  expect(until("Antarctica/Troll", quiet, "2026-10-25T00:30:00Z")).toBeNull();
  expect(until("Antarctica/Troll", quiet, "2026-10-25T01:30:00Z")).toBe("2026-10-25T02:00");
});

test("quiet hours go on where the clocks leave out the hours that are not quiet", () => {
  expect(until("Europe/Berlin", { from: 3, until: 2 }, "2026-03-29T00:30:00Z")).toBe("2026-03-30T00:00");
});

test("in all zones quiet hours end later than now, at an hour that is not quiet, within a day and a gap", () => {
  const manners = fc.record({
    timezone: fc.constantFrom(...Intl.supportedValuesOf("timeZone")),
    quietHours: fc.record({ from: hours(), until: hours() }),
  });
  const year = { min: new Date("2026-01-01T00:00:00Z"), max: new Date("2027-01-01T00:00:00Z") };
  fc.assert(
    fc.property(manners, fc.date({ ...year, noInvalidDate: true }), (quiet, now) => {
      const end = quietUntil(quiet, now);
      const { from, until: last } = quiet.quietHours;
      const isQuiet = (instant: Date) =>
        hoursBetween(from, last).includes(localHour(instant, quiet.timezone));
      expect(end !== null).toBe(isQuiet(now));
      if (end === null) return;
      expect(end > now).toBe(true);
      expect(isQuiet(end)).toBe(false);
      expect(isQuiet(new Date(end.getTime() - 1))).toBe(true);
      expect(end.getTime() - now.getTime()).toBeLessThan(50 * 60 * 60 * 1000);
    }),
    { numRuns: 3000 },
  );
}, 60_000);

function hours() {
  return fc.integer({ min: 0, max: 23 });
}

/** 22 and 2 → 22, 23, 0, 1 */
function hoursBetween(from: number, until: number): number[] {
  const count = (until - from + 24) % 24;
  return Array.from({ length: count }, (_, at) => (from + at) % 24);
}
