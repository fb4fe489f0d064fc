import { createHash } from "node:crypto";
import { type ReadablePost, readableText } from "../../channel/passages.ts";
import type { TextEntity } from "../../channel/post.ts";
import type { TextRange } from "../../search/hit.ts";
import { nameKey, titleKey } from "../keys.ts";
import type { KnownPaper } from "../known-papers.ts";
import type { NamePlace, PaperNotes, PaperReader, Sighting } from "../paper-notes.ts";
import { type Identifier, identifiersIn, paperAt } from "./identifiers.ts";
import { type KnownPlace, KnownTitles } from "./known-titles.ts";
import { type Half, pairUp } from "./pairing.ts";
import { coinedNamesIn, isCoined, namesBeside } from "./short-names.ts";
import { titleShape } from "./title-shape.ts";
import { type FoundTitle, type PossibleTitle, titlesIn } from "./titles.ts";

/** Changes whenever the same post may be read otherwise: then all posts are read anew. */
const RULES_VERSION = 1;
/** Words behind which a link to a paper stands are its title where they look so; "here" and "[1]" do not. */
const LEAST_LABEL = 0.5;
/** Between a title and the name that it is given. */
const LONGEST_GAP_CHARS = 8;
// What is linked to one of these is a talk, a song or somebody's post, whatever its title looks like.
const OTHER_PLACES =
  /^https?:\/\/(?:[\w-]+\.)*(?:youtu\.be|youtube\.com|habr\.com|medium\.com|substack\.com|t\.me|vc\.ru|twitter\.com|x\.com|reddit\.com|wikipedia\.org|kaggle\.com|coursera\.org|linkedin\.com|github\.com|github\.io|gitlab\.com|spotify\.com|music\.yandex\.ru|apple\.com|towardsdatascience\.com|dev\.to|eventbrite\.com|netflixtechblog\.com)(?:\/|$)|^https?:\/\/(?:blog|blogs|engineering|tech|podcasts?)\./i;

/** Reads posts for papers; the list adds what it knows to what the posts say by themselves. */
export function createPaperReader(known: readonly KnownPaper[]): PaperReader {
  // Made for the first post: a start has no time for it.
  let titles: KnownTitles | null = null;
  const list = JSON.stringify(known.map(({ title, aliases }) => [title, aliases]));
  return {
    stamp: `${RULES_VERSION} ${createHash("sha256").update(list).digest("base64url").slice(0, 12)}`,
    read: (post) => {
      titles ??= new KnownTitles(known);
      return readPost(post, titles);
    },
  };
}

function readPost(post: ReadablePost, known: KnownTitles): PaperNotes {
  const text = readableText(post);
  // What an address is made of names nothing by itself.
  const words = text.replace(/https?:\/\/\S+/g, (address) => " ".repeat(address.length));
  if (!/[A-Za-z\d]/.test(text) && post.entities.every(({ url }) => url === undefined))
    return { sightings: [], names: [] };
  const identifiers = identifiersIn(text, post.entities);
  const taken = takenPlaces(post.entities, identifiers);
  const isTaken = (range: TextRange) => taken.some((other) => overlap(range, other));
  const places = known.placesIn(words).filter((place) => !isTaken(place));
  const { found, possible } = titlesIn(text, isTaken);
  const titles = withKnown(
    found,
    places.filter(({ kind }) => kind === "title"),
    text,
  );
  const sightings = pairUp(text, {
    titles: titles.map((title) => bare(text, title)),
    identifiers: identifiers.map((identifier) => labelled(text, identifier)),
  });
  return { sightings, names: namesIn(words, { places, possible, sightings, isTaken }) };
}

/** Code, and what leads elsewhere. */
function takenPlaces(entities: readonly TextEntity[], identifiers: readonly Identifier[]): TextRange[] {
  const places = entities.filter(
    ({ type, url = "" }) =>
      type === "code" || type === "pre" || (OTHER_PLACES.test(url) && paperAt(url) === null),
  );
  return [...places.map(({ offset, length }) => ({ start: offset, end: offset + length })), ...identifiers];
}

/** A title of the list counts wherever it stands; one that was found and goes on longer may be the same. */
function withKnown(found: readonly FoundTitle[], places: readonly KnownPlace[], text: string): FoundTitle[] {
  const sure: FoundTitle[] = [];
  for (const place of places) {
    if (sure.some((other) => overlap(other, place))) continue;
    const around = found.find((title) => overlap(title, place) && lengthOf(title) > lengthOf(place));
    // A longer title that merely has these words in it is another one.
    if (around !== undefined && !isSameTitle(around.title, place.key)) continue;
    const { start, end } = around ?? place;
    sure.push({ start, end, rule: "known-title", title: text.slice(start, end).replace(/\s+/g, " ") });
  }
  const others = found.filter((title) => !sure.some((other) => overlap(title, other)));
  return [...sure, ...others].sort((a, b) => a.start - b.start);
}

function lengthOf({ start, end }: TextRange): number {
  return end - start;
}

/** The beginning of one another: a subtitle was added or cut. */
function isSameTitle(title: string, key: string): boolean {
  return titleKey(title).startsWith(key);
}

function bare(text: string, { start, end, rule, title }: FoundTitle): Sighting {
  return {
    start,
    end,
    rule,
    title,
    arxivId: null,
    doi: null,
    page: null,
    names: namesBeside(text, { start, end }),
  };
}

function labelled(text: string, { isBehindWords, slug, ...identifier }: Identifier): Half {
  const label = text.slice(identifier.start, identifier.end).replace(/\s+/g, " ").trim();
  const isTitle = isBehindWords && !/^https?:|\.\w+\//.test(label) && isNamedBy(label);
  const ownName = isBehindWords && /^[A-Z][\w+.-]*$/.test(label) && isCoined(label) ? [label] : [];
  return {
    start: identifier.start,
    end: identifier.end,
    rule: isBehindWords || /[/]/.test(label) ? "link" : "number",
    title: isTitle ? label.replace(/[.,;:]+$/, "") : null,
    arxivId: identifier.arxivId,
    doi: identifier.doi,
    page: identifier.page,
    names: isTitle ? namesBeside(text, identifier) : ownName,
    slug,
  };
}

function isNamedBy(label: string): boolean {
  const { words, score, isTitleCase } = titleShape(label.replace(/^[«“"]|[»”"]$/g, ""));
  return words >= 3 && score >= LEAST_LABEL && (isTitleCase || words >= 4);
}

interface Named {
  readonly places: readonly KnownPlace[];
  readonly possible: readonly PossibleTitle[];
  readonly sightings: readonly Sighting[];
  readonly isTaken: (range: TextRange) => boolean;
}

/** Names that stand outside titles, each once. */
function namesIn(text: string, { places, possible, sightings, isTaken }: Named): NamePlace[] {
  const known = places
    .filter(({ kind }) => kind === "name")
    .map(({ key, start, end }) => ({ name: key, start, end }));
  const titles = possible.map(({ title, start, end }) => ({ name: possibleTitleKey(title), start, end }));
  const coined = coinedNamesIn(text).filter((name) => !known.some((other) => overlap(name, other)));
  const names = new Map<string, NamePlace>();
  for (const name of [...known, ...titles, ...coined]) {
    if (isTaken(name) || sightings.some((sighting) => overlap(name, sighting) || isGivenBy(name, sighting)))
      continue;
    const other = names.get(name.name);
    if (other === undefined || name.start < other.start) names.set(name.name, name);
  }
  return [...names.values()].sort((a, b) => a.start - b.start);
}

/** "Title (NAME)": the name is this paper's here, whatever it is called after elsewhere. */
function isGivenBy({ name, start, end }: NamePlace, sighting: Sighting): boolean {
  const gap = Math.max(start - sighting.end, sighting.start - end);
  return gap <= LONGEST_GAP_CHARS && sighting.names.some((given) => nameKey(given) === name);
}

/** The name under which a title stands that another post may make sure. */
function possibleTitleKey(title: string): string {
  return `title:${titleKey(title)}`;
}

function overlap(one: TextRange, other: TextRange): boolean {
  return one.start < other.end && other.start < one.end;
}
