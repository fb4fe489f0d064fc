import { readFileSync } from "node:fs";
import { packageFile } from "../package-files.ts";
import { normaliseWord } from "../search/words/normalise.ts";

/** A place whose time zone is known. */
export interface City {
  /** IANA name. */
  readonly timezone: string;
  readonly ru: string;
  readonly en: string;
  /** Everything it is called, normalised. */
  readonly names: readonly string[];
  /** The later words of names of several: "novgorod" of "Veliky Novgorod". */
  readonly laterWords: readonly string[];
  /** IANA names, normalised: its zone's where it is the first city of that, and older ones. */
  readonly zoneNames: readonly string[];
  /** Where it stands among all: the lower, the likelier it is meant. */
  readonly rank: number;
}

/** Cities and zones that come ten places later in the list count as much as one place later within a zone. */
const ZONES_A_PLACE = 10;

let known: readonly City[] | undefined;

/** The shipped cities; read when they are first asked for. */
export function knownCities(): readonly City[] {
  known ??= readCities(JSON.parse(readFileSync(packageFile("data", "cities.json"), "utf8")));
  return known;
}

/** "Санкт-Петербург", "санкт петербург" → "санктпетербург" */
export function normaliseName(name: string): string {
  return normaliseWord(name);
}

/**
 * Reads `{"Europe/Kyiv": [["Киев", "Kyiv", "Київ", "Europe/Kiev"], …]}`: for every zone its cities, the one that names
 * it first, each with its Russian and its English name and whatever else it is called.
 */
function readCities(json: unknown): City[] {
  if (!isRecord(json)) throw new Error("cities.json is no object");
  return Object.entries(json).flatMap(([timezone, cities], zonePlace) => {
    if (!Array.isArray(cities)) throw new Error(`cities.json has no list of cities for ${timezone}`);
    return cities.map((names, place) => {
      const zoneNames = place === 0 ? [timezone] : [];
      return readCity(names, { timezone, zoneNames, rank: place + zonePlace / ZONES_A_PLACE });
    });
  });
}

function readCity(
  names: unknown,
  { timezone, zoneNames, rank }: Pick<City, "timezone" | "zoneNames" | "rank">,
): City {
  const [ru, en, ...others] = Array.isArray(names) ? names.map(String) : [];
  if (ru === undefined || en === undefined)
    throw new Error(`cities.json has a city of ${timezone} without names`);
  const called = [ru, en, ...others.filter((name) => !name.includes("/"))];
  return {
    timezone,
    ru,
    en,
    names: [...new Set(called.map(normaliseName))],
    laterWords: called.flatMap((name) => name.split(/[\s-]+/).slice(1)).map(normaliseName),
    zoneNames: [...zoneNames, ...others.filter((name) => name.includes("/"))].map(normaliseName),
    rank,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
