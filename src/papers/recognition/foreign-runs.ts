import type { TextRange } from "../../search/hit.ts";

/** A line of a post; one that was wrapped inside a title goes on in the next one. Offsets into the whole text. */
export interface Line extends TextRange {
  readonly isListItem: boolean;
  /** Where its words begin, after what marks it as an item. */
  readonly content: number;
}

const ITEM =
  /^\s*(?:(?:[*•▪◦‣·–—-]\ufe0f?|\d{1,3}[.)]|\(\d{1,3}\)|\[\d{1,2}\]|(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u2190-\u2bff])(?:\p{Emoji_Modifier}|\ufe0f|\u200d|\p{Extended_Pictographic})*|[0-9#*]\ufe0f?\u20e3)\s*)+/u;
const ENDS_OPEN =
  /(?:[,&-]|(?<![\p{L}])(?:a|an|the|of|for|in|on|with|via|using|from|to|as|by|and|or|at|towards?))\s*$/iu;
const GOES_ON = /^\s*(?:\p{Ll}\S*\s+\p{L}|(?:for|of|in|with|via|using|from|to|and|on)\s)/u;
const LATIN_LINE = /^[^\p{Script=Cyrillic}]*\p{Script=Latin}[^\p{Script=Cyrillic}]*$/u;

export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  const written = text.split("\n");
  let start = 0;
  for (const [at, line] of written.entries()) {
    const end = start + line.length;
    const last = lines.at(-1);
    const marker = ITEM.exec(line)?.[0] ?? "";
    const isSecond =
      last !== undefined && marker === "" && last.start === start - 1 - (written[at - 1]?.length ?? 0);
    if (isSecond && (isWrapped(text.slice(last.start, last.end), line) || isTwoLineTitle(written, at)))
      lines[lines.length - 1] = { ...last, end };
    else
      lines.push({
        start,
        end,
        isListItem: marker.trim() !== "",
        content: start + Math.max(marker.length, line.search(/\S|$/)),
      });
    start = end + 1;
  }
  return lines;
}

const SHORTEST_WRAPPED_CHARS = 30;

/** Two English lines by themselves, the first one long: a title that was pasted. */
function isTwoLineTitle(lines: readonly string[], at: number): boolean {
  const [before = "", first = "", second = "", after = ""] = [
    lines[at - 2],
    lines[at - 1],
    lines[at],
    lines[at + 1],
  ];
  const standApart = before.trim() === "" && (after.trim() === "" || /\p{Script=Cyrillic}/u.test(after));
  if (!standApart || first.length < SHORTEST_WRAPPED_CHARS || /https?:|:\s|^\s*$/.test(second)) return false;
  return (
    LATIN_LINE.test(first) &&
    LATIN_LINE.test(second) &&
    !/https?:|[.!?;:…]\s*$/.test(first) &&
    !ITEM.test(first)
  );
}

/** Whether an English line goes on in the next one, in the middle of a phrase. */
function isWrapped(line: string, next: string): boolean {
  if (!LATIN_LINE.test(line) || /https?:|[.!?;:]\s*$/.test(line) || next.trim() === "") return false;
  const head = next.split(/\p{Script=Cyrillic}/u, 1)[0] ?? "";
  if (!/[a-z]/i.test(head)) return false;
  return ENDS_OPEN.test(line) || (GOES_ON.test(next) && LATIN_LINE.test(next));
}

/** Words of Latin script and numbers, one after another: where an English phrase may stand in a Russian text. */
export interface Run extends TextRange {
  readonly line: Line;
}

const PIECE =
  /\([A-Z][\w+-]{1,15}\):?(?=\s+[A-Za-z])|[()[\]{}«»“”„"]|(?:https?:\/\/|www\.)\S+|[^\s()[\]{}«»“”„"]+/gu;
const CYRILLIC = /\p{Script=Cyrillic}/u;
const LATIN = /\p{Script=Latin}/u;
const SIGN = /^[&:]$|^\d[\d.,:+%]*[KMBkmb]?$/;
const NO_WORD =
  /^(?:[@#]|https?:|www\.)|^\p{L}+@|\w\.(?:com|ru|org|net|io|ai|me|dev)\/|^[a-z\d-]+\.(?:com|ru|org|net|io|ai|me|dev)$/u;
const ENDS_SENTENCE = /[.;…]["'’]?$/;
const ABBREVIATION = /^(?:vs|e\.g|i\.e|al|st|dr|mr|mrs|no|u\.s|[A-Z])\.$/i;

export function runsIn(text: string, line: Line): Run[] {
  const runs: Run[] = [];
  let isOpen = false;
  for (const { 0: piece, index } of text.slice(line.content, line.end).matchAll(PIECE)) {
    if (!isOfRun(piece)) {
      isOpen = false;
      continue;
    }
    const start = line.content + index;
    const open = isOpen ? runs.pop() : undefined;
    runs.push({ start: open?.start ?? start, end: start + piece.length, line });
    isOpen = !ENDS_SENTENCE.test(piece) || ABBREVIATION.test(piece);
  }
  return runs.filter(({ start, end }) => LATIN.test(text.slice(start, end)));
}

function isOfRun(piece: string): boolean {
  if (CYRILLIC.test(piece) || NO_WORD.test(piece)) return false;
  return LATIN.test(piece) || SIGN.test(piece);
}
