import type { TextRange } from "./hit.ts";

/** A sentence of a text, without the space around it and the sign that marks it as an item of a list. */
export interface Sentence extends TextRange {
  /** Which line of the text it stands in, from 0. */
  readonly line: number;
  readonly isListItem: boolean;
  /** Whether it begins its line. */
  readonly opensLine: boolean;
}

const ITEM =
  /^\s*(?:[*•▪◦‣·–—-]\ufe0f?\s+|\d{1,3}[.)]\s+|\(\d{1,3}\)\s*|(?:[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}|[\u2190-\u21ff])(?:\p{Emoji_Modifier}|\ufe0f|\u200d|\p{Extended_Pictographic})*\s*)/u;
/** What may end a sentence, with what closes behind it: "!", "?)", "…»", " :)" */
const END =
  /(?:[.!?…]+|(?<=\s)[:;=]-?[)(D]+|。|！|？)["»”’)\]]*(?:\s+(?:\p{Extended_Pictographic}\ufe0f?|[:;=]-?[)(D]+)+)*(?=\s|$)/gu;
/** After these a point ends nothing: "т. е.", "e.g.", "рис. 3", "К. Иванов" */
const ABBREVIATION =
  /(?:^|[\s(«"])(?:т\.\s?(?:е|к|д|п|н|о)|и\s(?:др|пр)|др|пр|см|ср|рис|табл|стр|гл|гг?|вв?|руб|коп|тыс|млн|млрд|им|ул|доп|напр|англ|рус|проф|акад|e\.g|i\.e|etc|vs|al|cf|fig|sec|eq|no|pp?|dr|mr|mrs|ms|st|inc|ltd|approx|\p{Lu})$/iu;
const STARTS_NEW =
  /^\s*["«“„(—–-]?\s*(?:[\p{Lu}\p{N}]|\p{Extended_Pictographic}|[#@]|https?:|[a-z]+[A-Z\d])/u;
const LONGEST_SENTENCE_CHARS = 600;

/** The sentences of a text in order; a line break ends one, too. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (const [line, written] of text.split("\n").entries()) {
    const marker = ITEM.exec(written)?.[0] ?? "";
    let from = marker.length;
    for (const end of [...endsIn(written, from), written.length]) {
      const range = trimmed(written, from, end);
      if (range !== null)
        sentences.push({
          start: start + range.start,
          end: start + range.end,
          line,
          isListItem: marker.trim() !== "",
          opensLine: from === marker.length,
        });
      from = end;
    }
    start += written.length + 1;
  }
  return sentences;
}

function endsIn(line: string, from: number): number[] {
  const ends: number[] = [];
  let last = from;
  for (const { 0: mark, index } of line.matchAll(END)) {
    const end = index + mark.length;
    if (index < from || !isEnd(line, index, mark)) continue;
    ends.push(end);
    last = end;
  }
  // A wall of words without any end is cut where it is too long to quote.
  for (let cut = last + LONGEST_SENTENCE_CHARS; cut < line.length; cut += LONGEST_SENTENCE_CHARS)
    ends.push(Math.max(line.lastIndexOf(" ", cut), last + 1));
  return ends;
}

function isEnd(line: string, at: number, mark: string): boolean {
  if (mark.startsWith(".") && ABBREVIATION.test(line.slice(Math.max(0, at - 12), at))) return false;
  const rest = line.slice(at + mark.length);
  return rest.trim() === "" || STARTS_NEW.test(rest) || /^[!?]/.test(mark);
}

function trimmed(line: string, from: number, to: number): TextRange | null {
  const written = line.slice(from, to);
  const start = from + (written.length - written.trimStart().length);
  const end = start + written.trim().length;
  return /[\p{L}\p{N}]/u.test(written) ? { start, end } : null;
}

/** "Это…", "Поэтому…", "They…": what it is about stands in the sentence before. */
const LEANS =
  /^["«“(—–\s]*(?:эт(?:о|а|и|от|ой|им|ому|их|ими)|он[аио]?|они|его|её|ее|их|им|ей|там|туда|тогда|тут|здесь|так|такой|такая|такое|такие|поэтому|потому|а|но|и|зато|однако|причём|причем|при этом|кроме того|также|тоже|ещё|еще|второй|вторая|второе|другой|первый|первая|this|that|these|those|it|they|he|she|its|their|there|then|so|but|and|however|also|besides|the (?:second|other|latter|former))(?![\p{L}])/iu;

export function leansOnTheOneBefore(sentence: string): boolean {
  return LEANS.test(sentence);
}
