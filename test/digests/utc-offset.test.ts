import { IANAZone } from "luxon";
import { expect, test } from "vitest";
import { nameOfOffsetZone, offsetText, zoneOfOffset } from "../../src/digests/utc-offset.ts";

test.each([
  ["UTC+3", "Etc/GMT-3"],
  ["utc +3", "Etc/GMT-3"],
  ["gmt3", "Etc/GMT-3"],
  ["GMT-05:00", "Etc/GMT+5"],
  ["UTC−5", "Etc/GMT+5"],
  ["+5", "Etc/GMT-5"],
  ["+0530", "Asia/Kolkata"],
  ["+5:45", "Asia/Kathmandu"],
  ["UTC-3:30", "America/St_Johns"],
  ["МСК+2", "Etc/GMT-5"],
  ["msk-1", "Etc/GMT-2"],
  ["мск-3", "Etc/UTC"],
  ["+0", "Etc/UTC"],
  ["UTC+14", "Etc/GMT-14"],
])("%s is a zone", (typed, timezone) => {
  expect(zoneOfOffset(typed)).toBe(timezone);
  expect(IANAZone.isValidZone(timezone)).toBe(true);
});

test.each(["5", "9:30", "+15", "-13", "+3:20", "+3:99", "UTC+", "UTC", "", "+", "Москва+", "+7 (495) 123"])(
  "%j is no offset",
  (typed) => {
    expect(zoneOfOffset(typed)).toBeNull();
  },
);

test("the offset of a zone is that of the day", () => {
  const winter = new Date("2026-01-15T12:00:00Z");
  expect(offsetText("Europe/Moscow", winter)).toBe("UTC+3");
  expect(offsetText("Europe/Berlin", winter)).toBe("UTC+1");
  expect(offsetText("Europe/Berlin", new Date("2026-07-15T12:00:00Z"))).toBe("UTC+2");
  expect(offsetText("America/St_Johns", winter)).toBe("UTC−3:30");
  expect(offsetText("Asia/Kathmandu", winter)).toBe("UTC+5:45");
  expect(offsetText("Etc/UTC", winter)).toBe("UTC+0");
});

test("a zone of an offset is called by what people mean, not by what POSIX counts", () => {
  expect(nameOfOffsetZone("Etc/GMT-3")).toBe("UTC+3");
  expect(nameOfOffsetZone("Etc/GMT+11")).toBe("UTC−11");
  expect(nameOfOffsetZone("Europe/Moscow")).toBeNull();
});
