import { expect, test } from "vitest";
import { dateFormatter } from "../../src/telegram/post-date.ts";

test("the day is that of the configured zone", () => {
  const post = { date: "2024-10-18T21:50:00Z" };
  expect(dateFormatter("ru", "Europe/Moscow")(post)).toBe("19 октября 2024");
  expect(dateFormatter("ru", "UTC")(post)).toBe("18 октября 2024");
  expect(dateFormatter("en", "UTC")(post)).toBe("October 18, 2024");
});

test("a time without a zone is shown as it was written", () => {
  expect(dateFormatter("ru", "Asia/Tokyo")({ date: "2024-10-18T22:50:00" })).toBe("18 октября 2024");
});
