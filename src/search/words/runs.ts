/** A piece of a text between spaces, brackets and commas: a word, or an address, a hashtag, a mention in one piece. */
export interface Run {
  /** Without the marks that end a sentence. */
  readonly text: string;
  /** What stands between it and the previous run, or the beginning. */
  readonly before: string;
  /** What stands between it and the next run, or the end: its own end marks too, or the run when it is too long. */
  readonly after: string;
}

/** One class, one repetition: reads a text once, whatever is in it. "https://x.org/a?b" is one run, of "старт," the word. */
const RUN = /[\p{L}\p{N}\p{M}@#/.:?=&%_~+-]+/gu;
const LONGEST_RUN_CHARS = 40; // a longer one is an address or a key
const END_MARKS = /[.:?-]+$/;

/** The runs of a text in order; of one that is too long for a word, the text is empty. */
export function runsOf(text: string): Run[] {
  const found = [...text.matchAll(RUN)];
  return found.map((match, n) => {
    const raw = match[0];
    const word = raw.length > LONGEST_RUN_CHARS ? "" : raw.replace(END_MARKS, "");
    return {
      text: word,
      before: text.slice(endOf(found[n - 1]), match.index),
      after: text.slice(match.index + word.length, found[n + 1]?.index),
    };
  });
}

function endOf(match: RegExpExecArray | undefined): number {
  return match === undefined ? 0 : match.index + match[0].length;
}
