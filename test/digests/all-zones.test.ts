import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instantsAt, localDate } from "../../src/digests/local-time.ts";
import { decide, nextOccurrence, type Occurrence, type Timetable } from "../../src/digests/schedule.ts";
import { seededRandom } from "../support/random.ts";
import { changesOf, firstShowing } from "../support/zone-changes.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const ON_TIME_MS = 90 * MINUTE_MS;

const ZONES = Intl.supportedValuesOf("timeZone");
const HOURS = [0, 2, 3, 9, 23];
const DATES = Array.from({ length: 365 }, (_, day) =>
  new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
);
const LAST_DATE_BEFORE = "2025-12-31";
const FIRST_DATE_AFTER = "2027-01-01";

/** A place, and a planner that is stopped, started and put up with clocks that jump. */
class Year {
  /** The time as it is; the machine's clock may be an hour before or behind. */
  time = Date.UTC(2025, 11, 30);
  skewMs = 0;
  readonly sent: { date: string; time: number }[] = [];
  readonly #table: Timetable;
  readonly #whenLate: "send" | "fold";
  due: Occurrence;

  constructor(table: Timetable, whenLate: "send" | "fold") {
    this.#table = table;
    this.#whenLate = whenLate;
    this.due = there(nextOccurrence(table, new Date(this.time), LAST_DATE_BEFORE));
  }

  get isOver(): boolean {
    return this.due.date >= FIRST_DATE_AFTER;
  }

  /** When the machine's clock shows the hour of the digest that is due. */
  get dueTime(): number {
    return this.due.at.getTime() - this.skewMs;
  }

  look(): void {
    const now = new Date(this.time + this.skewMs);
    if (now < this.due.at) return;
    const { send, next } = decide(
      { choices: { ...this.#table, whenLate: this.#whenLate }, manners: this.#table, due: this.due },
      now,
    );
    if (send !== null) this.sent.push({ date: send.date, time: this.time });
    this.due = next;
  }
}

/** Half of the time something happens in the two hours before a digest is due, or just then. */
function live(year: Year, random: () => number): void {
  while (!year.isOver) {
    if (random() < 0.5) happen(year, random);
    else year.time = Math.max(year.time, year.dueTime);
    year.time += random() * MINUTE_MS;
    year.look();
  }
}

function happen(year: Year, random: () => number): void {
  year.time = Math.max(year.time, year.dueTime - random() ** 3 * 2 * HOUR_MS);
  const what = random();
  if (what < 0.3) year.time += random() * 25 * MINUTE_MS;
  else if (what < 0.65) year.skewMs = Math.min(HOUR_MS, year.skewMs + HOUR_MS);
  else year.skewMs = Math.max(-HOUR_MS, year.skewMs - HOUR_MS);
}

function there<T>(value: T | null): T {
  if (value === null) throw new Error("It is not there");
  return value;
}

describe("in every zone and on every day of a year", () => {
  test("an hour is the first instant at which the clocks show it, or have passed over it", () => {
    const wrong: string[] = [];
    for (const timezone of ZONES) {
      const changes = changesOf(timezone, 2026);
      for (const hour of changes.length > 1 ? HOURS : [2]) {
        for (const date of DATES) {
          const expected = firstShowing(Date.parse(date) + hour * HOUR_MS, changes);
          if (instantsAt(date, hour, timezone)[0].getTime() !== expected)
            wrong.push(`${timezone} ${date} ${hour}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  test("a daily digest is sent once, whatever restarts and clocks that jump by an hour do", () => {
    const everyDate = DATES.join();
    const wrong = ZONES.filter((timezone, at) => {
      const table: Timetable = { rhythm: { kind: "daily" }, hour: HOURS[at % HOURS.length] ?? 9, timezone };
      const year = new Year(table, at % 2 === 0 ? "send" : "fold");
      live(year, seededRandom(at));
      return year.sent.map(({ date }) => date).join() !== everyDate;
    });
    expect(wrong).toEqual([]);
  }, 60_000);

  test("the next digest is never of a date that had one, and never in the past", () => {
    const cases = fc.record({
      timezone: fc.constantFrom(...ZONES),
      hour: fc.integer({ min: 0, max: 23 }),
      weekday: fc.constantFrom(null, 1, 2, 3, 4, 5, 6, 7),
      now: fc.date({
        min: new Date("2026-01-01T00:00:00Z"),
        max: new Date("2026-12-31T00:00:00Z"),
        noInvalidDate: true,
      }),
      daysAgo: fc.integer({ min: -2, max: 3 }),
    });
    fc.assert(
      fc.property(cases, ({ timezone, hour, weekday, now, daysAgo }) => {
        const rhythm =
          weekday === null ? ({ kind: "daily" } as const) : ({ kind: "weekly", weekday } as const);
        const lastDate = localDate(new Date(now.getTime() - daysAgo * DAY_MS), timezone);
        const { date, at } = there(nextOccurrence({ rhythm, hour, timezone }, now, lastDate));
        expect(date > lastDate && at >= now).toBe(true);
        const days =
          (Date.parse(date) - Math.max(Date.parse(lastDate), Date.parse(localDate(now, timezone)))) / DAY_MS;
        expect(days).toBeLessThanOrEqual(weekday === null ? 1 : 7);
      }),
      { numRuns: 2000 },
    );
  }, 60_000);
});

describe("a planner that was down for hours or days", () => {
  const cases = fc.record({
    timezone: fc.constantFrom(...ZONES),
    hour: fc.constantFrom(...HOURS),
    whenLate: fc.constantFrom("send" as const, "fold" as const),
    seed: fc.integer(),
  });

  test("sends no date twice, skips none whose hour it was up for, and none that it came back for in time", () => {
    fc.assert(
      fc.property(cases, ({ timezone, hour, whenLate, seed }) => {
        const random = seededRandom(seed);
        const year = new Year({ rhythm: { kind: "daily" }, hour, timezone }, whenLate);
        const cameBack: number[] = [];
        while (!year.isOver) {
          if (random() < 0.2) {
            year.time += random() ** 2 * 4 * DAY_MS;
            cameBack.push(year.time);
          } else year.time = Math.max(year.time, year.dueTime);
          year.look();
        }
        const sent = new Map(year.sent.map(({ date, time }) => [date, time]));
        expect(sent.size).toBe(year.sent.length);
        for (const date of DATES) {
          const at = instantsAt(date, hour, timezone)[0].getTime();
          // It looks when a digest is due and when it comes back, so the first look after the hour is one of these.
          const looked = Math.min(
            ...cameBack.filter((time) => time >= at),
            sent.get(date) ?? Number.POSITIVE_INFINITY,
          );
          const isSameDay = localDate(new Date(looked), timezone) === localDate(new Date(at), timezone);
          const isWanted = looked - at <= ON_TIME_MS || (isSameDay && whenLate === "send");
          expect([date, sent.has(date)]).toEqual([date, isWanted]);
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
