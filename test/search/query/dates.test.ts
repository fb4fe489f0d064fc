import fc from "fast-check";
import { expect, test } from "vitest";
import { daysOf } from "../../../src/search/query/dates.ts";

test.each([
  ["2024", "2024-01-01", "2025-01-01"],
  ["2024-05", "2024-05-01", "2024-06-01"],
  ["2024-12", "2024-12-01", "2025-01-01"],
  ["05.2024", "2024-05-01", "2024-06-01"],
  ["5.2024", "2024-05-01", "2024-06-01"],
  ["2024-05-17", "2024-05-17", "2024-05-18"],
  ["2024–05–17", "2024-05-17", "2024-05-18"],
  ["17.05.2024", "2024-05-17", "2024-05-18"],
  ["17.5.24", "2024-05-17", "2024-05-18"],
  ["29.02.2024", "2024-02-29", "2024-03-01"],
  ["31.12.2024", "2024-12-31", "2025-01-01"],
  ["1999", "1999-01-01", "2000-01-01"],
])("%s begins on %s and is over on %s", (text, from, until) => {
  expect(daysOf(text)).toEqual({ from, until });
});

test.each([
  "2024-02-31",
  "29.02.2023",
  "2024-13",
  "00.2024",
  "2024-05-00",
  "32.1.24",
  "24",
  "05.24",
  "0000",
  "9999",
  "20245",
  "2024-",
  "2024-05-17-1",
  "2024.05.17",
  "вчера",
  "12:30",
  "",
])("%j is no date", (text) => {
  expect(daysOf(text)).toBeNull();
});

test("every day of a calendar is understood in both forms and lasts until the next", () => {
  const noon = { min: new Date("1900-01-01T12:00:00Z"), max: new Date("2099-12-30T12:00:00Z") };
  fc.assert(
    fc.property(fc.date({ ...noon, noInvalidDate: true }), (date) => {
      const day = date.toISOString().slice(0, 10);
      const until = new Date(date.getTime() + 86_400_000).toISOString().slice(0, 10);
      expect(daysOf(day)).toEqual({ from: day, until });
      expect(daysOf(day.split("-").toReversed().join("."))).toEqual({ from: day, until });
    }),
    { seed: 3, numRuns: 300 },
  );
});
