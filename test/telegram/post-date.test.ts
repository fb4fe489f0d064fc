import { expect, test } from "vitest";
import { dateFormats, shownDate } from "../../src/telegram/post-date.ts";

test("the day is that of the configured zone", () => {
  const post = { date: "2024-10-18T21:50:00Z" };
  expect(dateFormats("Europe/Moscow")("ru")(post)).toBe("19 октября 2024");
  expect(dateFormats("UTC")("ru")(post)).toBe("18 октября 2024");
  expect(dateFormats("UTC")("en")(post)).toBe("October 18, 2024");
});

test("a time without a zone is shown as it was written", () => {
  expect(dateFormats("Asia/Tokyo")("ru")({ date: "2024-10-18T22:50:00" })).toBe("18 октября 2024");
});

test("Telegram shows an instant in the reader's own zone, and a time without a zone as it is", () => {
  const format = dateFormats("UTC")("en");
  expect(shownDate({ date: "2024-10-18T21:50:00Z" }, format).entities).toEqual([
    { type: "date_time", offset: 0, length: 16, unix_time: 1_729_288_200, date_time_format: "D" },
  ]);
  expect(shownDate({ date: "2024-10-18T21:50:00" }, format).entities).toEqual([]);
});
