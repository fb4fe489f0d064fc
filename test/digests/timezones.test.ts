import fc from "fast-check";
import { IANAZone } from "luxon";
import { expect, test } from "vitest";
import { knownCities } from "../../src/digests/cities.ts";
import { COMMON_TIMEZONES, findTimezones, zoneName } from "../../src/digests/timezones.ts";

function found(typed: string): string[] {
  return findTimezones(typed).map(({ timezone, name }) => `${name}: ${timezone}`);
}

test.each([
  ["Казань", "Казань: Europe/Moscow"],
  ["kazan", "Kazan: Europe/Moscow"],
  ["  нью йорк ", "Нью-Йорк: America/New_York"],
  ["йошкар-ола", "Йошкар-Ола: Europe/Moscow"],
  ["ОРЕЛ", "Орёл: Europe/Moscow"],
  ["München", "Munich: Europe/Berlin"],
  ["Київ", "Киев: Europe/Kyiv"],
])("a city is found in Russian and English, whatever its case, hyphens and accents: %s", (typed, zone) => {
  expect(found(typed)).toEqual([zone]);
});

test.each([
  ["Питер", "Санкт-Петербург: Europe/Moscow"],
  ["спб", "Санкт-Петербург: Europe/Moscow"],
  ["Нск", "Новосибирск: Asia/Novosibirsk"],
  ["екб", "Екатеринбург: Asia/Yekaterinburg"],
  ["NYC", "New York: America/New_York"],
  ["LA", "Los Angeles: America/Los_Angeles"],
  ["мск", "Москва: Europe/Moscow"],
  ["Грузия", "Тбилиси: Asia/Tbilisi"],
])("so are short forms and countries: %s", (typed, zone) => {
  expect(found(typed)).toEqual([zone]);
});

test.each([
  ["Мсоква", "Москва: Europe/Moscow"],
  ["Варонеж", "Воронеж: Europe/Moscow"],
  ["Амстрдам", "Амстердам: Europe/Amsterdam"],
  ["Istambul", "Istanbul: Europe/Istanbul"],
  ["new yrok", "New York: America/New_York"],
])("small typos are forgiven: %s", (typed, zone) => {
  expect(found(typed)).toEqual([zone]);
});

test.each([
  ["г. Казань", "Казань: Europe/Moscow"],
  ["в Тбилиси", "Тбилиси: Asia/Tbilisi"],
  ["по Москве", "Москва: Europe/Moscow"],
  ["Казань, Россия", "Казань: Europe/Moscow"],
  ["Moscow (GMT+3)", "Moscow: Europe/Moscow"],
])("what stands around a city is passed over: %s", (typed, zone) => {
  expect(found(typed)).toEqual([zone]);
});

test("the other layout and Latin letters for Russian ones are read", () => {
  expect(found("rfpfym")).toEqual(["Казань: Europe/Moscow"]);
  expect(found("krasnoiarsk")).toEqual(["Krasnoyarsk: Asia/Krasnoyarsk"]);
  expect(found("minvody")).toEqual(["Минеральные Воды: Europe/Moscow"]);
});

test.each([
  ["Asia/Tbilisi", "Tbilisi: Asia/Tbilisi"],
  ["europe/moscow", "Moscow: Europe/Moscow"],
  ["Europe/Kiev", "Kyiv: Europe/Kyiv"],
  ["America/Argentina/Buenos_Aires", "Buenos Aires: America/Argentina/Buenos_Aires"],
  ["US/Pacific", "Los Angeles: America/Los_Angeles"],
])("IANA names are taken, older ones too: %s", (typed, zone) => {
  expect(found(typed)).toEqual([zone]);
});

test.each([
  ["UTC", "UTC: Etc/UTC"],
  ["GMT-5", "UTC−5: Etc/GMT+5"],
  ["+5:30", "Kolkata: Asia/Kolkata"],
  ["МСК+2", "UTC+5: Etc/GMT-5"],
])("offsets are zones: %s", (typed, zone) => {
  expect(found(typed)).toEqual([zone]);
});

test("a beginning finds several, the likeliest first, each zone once, five at most", () => {
  expect(found("Ново").slice(0, 2)).toEqual([
    "Новосибирск: Asia/Novosibirsk",
    "Новокузнецк: Asia/Novokuznetsk",
  ]);
  const many = findTimezones("са").map(({ timezone }) => timezone);
  expect(many).toHaveLength(5);
  expect(new Set(many).size).toBe(5);
  expect(found("Новгород")).toEqual(["Нижний Новгород: Europe/Moscow"]);
});

test("cities of the same name are told apart", () => {
  expect(found("Birmingham")).toEqual(["Birmingham: Europe/London", "Birmingham, Alabama: America/Chicago"]);
  expect(found("США")).toEqual([
    "Нью-Йорк: America/New_York",
    "Лос-Анджелес: America/Los_Angeles",
    "Чикаго: America/Chicago",
    "Денвер: America/Denver",
  ]);
});

test.each([
  "",
  " ",
  "?",
  "5",
  "хз",
  "привет",
  "asdfgh",
  "Gotham",
  "Mars/Olympus",
  "Europe/",
  "м".repeat(1000),
])("nothing is found for what is no city: %j", (typed) => {
  expect(findTimezones(typed)).toEqual([]);
});

test("every city is found by its Russian and by its English name", () => {
  const missed = knownCities().filter(
    ({ timezone, ru, en }) =>
      IANAZone.isValidZone(timezone) &&
      !(found(ru).includes(`${ru}: ${timezone}`) && found(en).includes(`${en}: ${timezone}`)),
  );
  expect(missed.map(({ en }) => en)).toEqual([]);
}, 30_000);

test("whatever is typed, the answer is a few zones that exist", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (typed) => {
      const zones = findTimezones(typed);
      expect(zones.length).toBeLessThanOrEqual(5);
      for (const { timezone } of zones) expect(IANAZone.isValidZone(timezone)).toBe(true);
    }),
    { numRuns: 300 },
  );
}, 30_000);

test("a zone has a short name in both languages", () => {
  expect(zoneName("Europe/Moscow", "ru")).toBe("Москва");
  expect(zoneName("Europe/Moscow", "en")).toBe("Moscow");
  expect(zoneName("Europe/Kiev", "ru")).toBe("Киев");
  expect(zoneName("UTC", "ru")).toBe("UTC");
  expect(zoneName("Etc/GMT-3", "ru")).toBe("UTC+3");
  expect(zoneName("America/Yellow_Knife", "ru")).toBe("Yellow Knife");
});

test("the common zones are known, and stand there once", () => {
  expect(new Set(COMMON_TIMEZONES).size).toBe(COMMON_TIMEZONES.length);
  for (const timezone of COMMON_TIMEZONES) {
    expect(IANAZone.isValidZone(timezone)).toBe(true);
    expect(findTimezones(zoneName(timezone, "ru"))[0]?.timezone).toBe(timezone);
    expect(findTimezones(zoneName(timezone, "en"))[0]?.timezone).toBe(timezone);
  }
});
