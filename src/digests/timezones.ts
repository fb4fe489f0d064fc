import { IANAZone } from "luxon";
import { isWithin } from "../search/words/edit-distance.ts";
import { otherLayouts } from "../search/words/layout.ts";
import { russianReadings } from "../search/words/translit.ts";
import { type City, knownCities, normaliseName } from "./cities.ts";
import { nameOfOffsetZone, zoneOfOffset } from "./utc-offset.ts";

/** A time zone that somebody may have meant. */
export interface ZoneChoice {
  /** IANA name. */
  readonly timezone: string;
  /** What was found, in the language it was typed in: «Казань», "Kazan", "UTC+3". */
  readonly name: string;
}

/** What most readers choose, from west to east; `zoneName` has their names. */
export const COMMON_TIMEZONES: readonly string[] = [
  "Etc/UTC",
  "Europe/London",
  "Europe/Berlin",
  "Europe/Kyiv",
  "Europe/Kaliningrad",
  "Europe/Minsk",
  "Europe/Moscow",
  "Asia/Jerusalem",
  "Europe/Istanbul",
  "Asia/Tbilisi",
  "Asia/Yerevan",
  "Asia/Baku",
  "Europe/Samara",
  "Asia/Yekaterinburg",
  "Asia/Almaty",
  "Asia/Tashkent",
  "Asia/Omsk",
  "Asia/Bishkek",
  "Asia/Novosibirsk",
  "Asia/Krasnoyarsk",
  "Asia/Irkutsk",
  "Asia/Yakutsk",
  "Asia/Vladivostok",
  "Asia/Magadan",
  "Asia/Kamchatka",
  "America/New_York",
  "America/Los_Angeles",
];

const MAX_CHOICES = 5;
const MAX_TYPED_CHARS = 60;

/** "г. Казань", "по Москве", "city of Bath": what stands before a city and names none. */
const LEAD = /^(?:г\.|гор\.|(?:г|гор|город|время|по|в|на|in|city of|time in)\s)\s*/i;
/** "Казань, Россия", "Moscow (GMT+3)" */
const TAIL = /(?<=\S)\s*[,(;].*$/s;

/**
 * The zones that somebody means by a city in Russian or English, by what that is called for short, by a country, an IANA
 * name or an offset ("UTC+3"); with small typos, in the wrong layout and in Latin letters, too. Best first, at most five,
 * each zone once; none where nothing fits.
 */
export function findTimezones(typed: string): readonly ZoneChoice[] {
  const text = typed.normalize("NFKC").replace(/\s+/g, " ").trim();
  if (text === "" || text.length > MAX_TYPED_CHARS) return [];
  const ofOffset = zoneOfOffset(text);
  if (ofOffset !== null)
    return [{ timezone: ofOffset, name: nameOfOffsetZone(ofOffset) ?? zoneName(ofOffset, "en") }];
  const readings = [...readingsOf(text)];
  for (const citiesOf of [citiesNamed, citiesNear]) {
    for (const reading of readings) {
      const found = choices(citiesOf(normaliseName(reading)), languageOf(reading));
      if (found.length > 0) return found;
    }
  }
  return otherZone(text);
}

/** What a zone is called for short: «Москва», "Moscow"; the last part of its IANA name where no city of it is known. */
export function zoneName(timezone: string, language: string): string {
  const key = normaliseName(timezone);
  const city = knownCities().find(({ zoneNames }) => zoneNames.includes(key));
  if (city !== undefined) return language === "ru" ? city.ru : city.en;
  return nameOfOffsetZone(timezone) ?? timezone.slice(timezone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** As it was typed, without what names no city, and as it would read had another layout or alphabet been meant. */
function* readingsOf(text: string): Generator<string> {
  yield text;
  const bare = text.replace(LEAD, "").replace(TAIL, "");
  if (bare !== text) yield bare;
  yield* otherLayouts(bare);
  yield* russianReadings(normaliseName(bare));
}

/** Those that are called so, else those whose name begins so. */
function citiesNamed(name: string): readonly City[] {
  if (name === "") return [];
  const named = knownCities().filter(
    ({ names, zoneNames }) => names.includes(name) || zoneNames.includes(name),
  );
  return named.length > 0 ? named.toSorted(byRank) : citiesBegun(name);
}

const MIN_BEGINNING = 2;
const MIN_LATER_BEGINNING = 3;
const LONG_NAME = 8;

function citiesBegun(beginning: string): readonly City[] {
  const isBegun = (word: string) => word.startsWith(beginning);
  if (beginning.length < MIN_BEGINNING) return [];
  const begun = knownCities().filter(({ names }) => names.some(isBegun));
  if (beginning.length < MIN_LATER_BEGINNING) return begun.toSorted(byRank);
  const later = knownCities().filter((city) => !begun.includes(city) && city.laterWords.some(isBegun));
  return [...begun.toSorted(byRank), ...later.toSorted(byRank)];
}

/** Those with the fewest edits only: with two edits short names become each other. */
function citiesNear(name: string): readonly City[] {
  for (let edits = 1; edits <= mostEdits(name); edits++) {
    const near = knownCities().filter(({ names }) =>
      names.some((known) => isWithin(known, name, edits) && (edits === 1 || isNear(known, name))),
    );
    if (near.length > 0) return near.toSorted(byRank);
  }
  return [];
}

/** With two edits short names become each other: Gotham is not Godthab, but two letters may have changed places. */
function isNear(known: string, typed: string): boolean {
  return known[0] === typed[0] && (typed.length >= LONG_NAME || known.length === typed.length);
}

/** Two letters that changed places are two edits. */
function mostEdits({ length }: string): number {
  if (length < 4) return 0;
  return length < 6 ? 1 : 2;
}

function byRank(one: City, other: City): number {
  return one.rank - other.rank;
}

/** Zones that are newer than this machine's data are left out. */
function choices(cities: readonly City[], language: "ru" | "en"): readonly ZoneChoice[] {
  const byZone = new Map<string, ZoneChoice>();
  for (const { timezone, ...names } of cities) {
    if (byZone.size === MAX_CHOICES) break;
    if (byZone.has(timezone) || !IANAZone.isValidZone(timezone)) continue;
    byZone.set(timezone, { timezone, name: names[language] });
  }
  return [...byZone.values()];
}

function languageOf(text: string): "ru" | "en" {
  return /\p{Script=Cyrillic}/u.test(text) ? "ru" : "en";
}

/** An IANA name that the cities do not have: "US/Pacific". */
function otherZone(text: string): readonly ZoneChoice[] {
  const name = text.replaceAll(" ", "_");
  if (!name.includes("/") || !IANAZone.isValidZone(name)) return [];
  const { timeZone } = new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions();
  return [{ timezone: timeZone, name: zoneName(timeZone, "en") }];
}
