import { readFileSync, statSync } from "node:fs";
import { IANAZone } from "luxon";
import { expect, test } from "vitest";
import { knownCities, normaliseName } from "../../src/digests/cities.ts";
import { packageFile } from "../../src/package-files.ts";

const FILE = packageFile("data", "cities.json");
/** Newer than the data of some machines that the program runs on. */
const NEW_ZONES = ["America/Coyhaique"];

test("every zone of the list is one", () => {
  const zones = new Set(knownCities().map(({ timezone }) => timezone));
  const unknown = [...zones].filter((zone) => !NEW_ZONES.includes(zone) && !IANAZone.isValidZone(zone));
  expect(unknown).toEqual([]);
});

test("every zone that there is has a city, under its present or its older name", () => {
  const named = new Set(knownCities().flatMap(({ zoneNames }) => zoneNames));
  expect(Intl.supportedValuesOf("timeZone").filter((zone) => !named.has(normaliseName(zone)))).toEqual([]);
});

test("every city has a Russian and an English name, and stands there once", () => {
  const cities = knownCities();
  expect(cities.filter(({ ru, timezone }) => !/[а-яё]/i.test(ru) && timezone !== "Etc/UTC")).toEqual([]);
  expect(cities.filter(({ en }) => /[а-яё]/i.test(en))).toEqual([]);
  expect(twice(cities.map(({ ru, en }) => `${ru} ${en}`))).toEqual([]);
});

test("a zone stands there once, and so does a name within a city", () => {
  const file = readFileSync(FILE, "utf8");
  expect(twice([...file.matchAll(/^ {2}"([^"]+)": \[$/gm)].map(([, zone = ""]) => zone))).toEqual([]);
  const lists: Record<string, string[][]> = JSON.parse(file);
  expect(
    Object.values(lists)
      .flat()
      .filter(([ru, en, ...others]) => twice([...new Set([ru, en]), ...others].map(String)).length > 0),
  ).toEqual([]);
});

test("the list is long and its file is small", () => {
  expect(knownCities().length).toBeGreaterThan(1000);
  expect(statSync(FILE).size).toBeLessThan(80 * 1024);
});

function twice(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}
