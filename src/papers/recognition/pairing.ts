import { titleKey } from "../keys.ts";
import type { Sighting } from "../paper-notes.ts";

/** A sighting while it looks for its other half. */
export type Half = Sighting & {
  /** What an address spells out, as titles are compared; "" for a title. */
  readonly slug: string;
};

/** What may stand between a title and the address of the same paper. */
const BETWEEN =
  /^[\s\p{P}\p{S}]*(?:(?:от|by|from|из|arxiv|link|links|ссылка|статья|пейпер|paper|pdf|abs|читать|тут|здесь|вот|и|and|et|al|\d{4}|\p{Lu}[\p{L}\d]*)(?![\p{L}])[\s\p{P}\p{S}]*){0,9}$/iu;
const LONGEST_BETWEEN_CHARS = 120;
const LONGEST_BLOCK_CHARS = 1500;
const BLANK_LINE = /\n[^\S\n]*\n/;
const LINE_LEVEL: ReadonlySet<string> = new Set(["heading", "list-item", "known-title"]);
/** So many letters of an address are no chance. */
const LEAST_SLUG_LETTERS = 18;
/** "Статья: https://…", "препринт https://…" */
const ANNOUNCES =
  /(?<!\p{L})(?:стать[а-я]*|пейпер[а-я]*|препринт[а-я]*|ссылк[а-я]*|линк|arxiv|paper|preprint|pdf|link|abs)[\s\p{P}\p{S}]*$/iu;

/** Titles and addresses of one post: where an address belongs to a title, both name one paper. */
export function pairUp(
  text: string,
  { titles, identifiers }: { titles: readonly Sighting[]; identifiers: readonly Half[] },
): Sighting[] {
  const halves = [...titles.map((title) => ({ ...title, slug: "" })), ...identifiers];
  const merged: Half[] = [];
  for (const half of halves.sort((a, b) => a.start - b.start)) {
    const at = merged.findLastIndex((other, place) =>
      belongTogether(text, other, half, place === merged.length - 1),
    );
    const other = merged[at];
    if (other === undefined) merged.push(half);
    else merged[at] = join(other, half);
  }
  return onlyPair(text, merged).map(({ slug: _, ...sighting }) => sighting);
}

function belongTogether(text: string, last: Half, next: Half, areNeighbours: boolean): boolean {
  if (last.title !== null && next.title === null && !hasAddress(last) && spellsOut(next, last.title))
    return true;
  if (!areNeighbours) return false;
  const between = text.slice(last.end, next.start);
  if (last.title !== null && next.title === null && !hasAddress(last)) {
    if (between.length <= LONGEST_BETWEEN_CHARS && BETWEEN.test(between)) return true;
    return (
      LINE_LEVEL.has(last.rule) &&
      opensLine(text, last) &&
      between.length <= LONGEST_BLOCK_CHARS &&
      !BLANK_LINE.test(between)
    );
  }
  // Two addresses of the same paper: its page and its PDF.
  if (next.title === null) return isSameAddress(last, next);
  return last.title === null && !hasAddress(next) && /^[\s\p{P}]{0,4}$/u.test(between);
}

function spellsOut({ slug }: Half, title: string): boolean {
  const key = titleKey(title);
  return key.length >= LEAST_SLUG_LETTERS && slug.includes(key);
}

/** A post about one paper gives its address where it pleases. */
function onlyPair(text: string, halves: readonly Half[]): readonly Half[] {
  const [first, second] = halves;
  if (halves.length !== 2 || first === undefined || second === undefined) return halves;
  if (first.title === null || hasAddress(first) || second.title !== null) return halves;
  return standsAlone(text, second) || isAnnounced(text, second) ? [join(first, second)] : halves;
}

/** On a line of its own, or nearly. */
function standsAlone(text: string, { start, end }: Half): boolean {
  const after = text.slice(end).split("\n", 1)[0] ?? "";
  return lineBefore(text, start).trim().length <= 12 && after.trim().length <= 12;
}

function isAnnounced(text: string, { start }: Half): boolean {
  const before = lineBefore(text, start);
  return (
    ANNOUNCES.test(before) || (before.length <= 40 && ANNOUNCES.test(before.split(/[\s,—–-]/, 1)[0] ?? ""))
  );
}

function opensLine(text: string, { start }: Half): boolean {
  return !/\p{L}/u.test(lineBefore(text, start));
}

function lineBefore(text: string, start: number): string {
  return text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
}

function hasAddress({ arxivId, doi, page }: Half): boolean {
  return arxivId !== null || doi !== null || page !== null;
}

function isSameAddress(one: Half, other: Half): boolean {
  return one.arxivId === other.arxivId && one.doi === other.doi && one.page === other.page;
}

/** The title is what is shown; what has an address is surer than any shape. */
function join(one: Half, other: Half): Half {
  const titled = one.title === null ? other : one;
  const addressed = hasAddress(one) ? one : other;
  return {
    ...titled,
    rule: hasAddress(addressed) ? addressed.rule : titled.rule,
    arxivId: addressed.arxivId,
    doi: addressed.doi,
    page: addressed.page,
    names: [...new Set([...one.names, ...other.names])],
  };
}
