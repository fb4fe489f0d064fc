import type { TextRange } from "../../search/hit.ts";
import type { Run } from "./foreign-runs.ts";
import { titleShape } from "./title-shape.ts";
import { isSubject } from "./title-words.ts";

/** How much a title must look like one where commas part several, and where plain English words stand around it. */
const LEAST = { part: 1.8, inside: 3.2 };
const LEAST_WORDS = 4;
/** A shorter phrase is looked at as a whole. */
const LONG_PHRASE_WORDS = 6;

/** Where in a run of English words a title may stand. */
export function candidatesIn(text: string, run: Run, isRussian: boolean): TextRange[] {
  const whole = trimmed(text, run);
  if (whole === null) return [];
  if (!isRussian) return englishCandidates(text, whole);
  if (/[«“„"]/.test(text.charAt(run.start - 1))) return [whole];
  const parts = partsOf(text, whole);
  if (parts.length < 2) return [whole];
  const shapes = parts.map((part) => titleShape(text.slice(part.start, part.end)));
  if (shapes.every(({ score, words }) => score >= LEAST.part && words >= LEAST_WORDS)) return parts;
  return [whole];
}

const CAPITALISED =
  /\p{Lu}[\p{L}\p{N}+’'-]*:?(?:\s+(?:(?:a|an|the|of|for|in|on|with|via|using|from|to|as|by|and|or|at|is|are|all|into|over|without|through|between|towards?|beyond|vs\.?|&)\s+){0,3}[\p{Lu}\d][\p{L}\p{N}+’'/-]*[:?]?)+/gu;

/** A whole English phrase, or what stands in capitals inside a sentence. */
function englishCandidates(text: string, whole: TextRange): TextRange[] {
  const written = text.slice(whole.start, whole.end);
  if (titleShape(written).isTitleCase || written.split(/\s+/).length <= LONG_PHRASE_WORDS) return [whole];
  const inside = [...written.matchAll(CAPITALISED)].flatMap(({ 0: words, index }) => {
    const start = whole.start + index;
    return apart(text, { start, end: start + words.length });
  });
  return inside.some(({ start, end }) => isTitleInside(text.slice(start, end))) ? inside : [whole];
}

/** "Title and Other Title" are two where both are titles. */
function apart(text: string, range: TextRange): TextRange[] {
  const written = text.slice(range.start, range.end);
  for (const { 0: and, index } of written.matchAll(/\s+and\s+/g)) {
    if (written.slice(0, index).includes(":")) break;
    const parts = [
      { start: range.start, end: range.start + index },
      { start: range.start + index + and.length, end: range.end },
    ];
    const titles = parts
      .flatMap((part) => trimmed(text, part) ?? [])
      .filter(({ start, end }) => isTitleInside(text.slice(start, end)));
    if (titles.length === 2) return titles;
  }
  const title = trimmed(text, range);
  return title === null ? [] : [title];
}

/** Sure enough to count among plain English words. */
export function isTitleInside(text: string): boolean {
  const { words, subjects, score, isOther, isTitleCase } = titleShape(text);
  return isTitleCase && words >= LEAST_WORDS && subjects >= 1 && score >= LEAST.inside && !isOther;
}

const COMMA = /,\s+(?=\p{Lu})/gu;

function partsOf(text: string, { start, end }: TextRange): TextRange[] {
  const parts: TextRange[] = [];
  let from = start;
  for (const { 0: comma, index } of text.slice(start, end).matchAll(COMMA)) {
    parts.push({ start: from, end: start + index });
    from = start + index + comma.length;
  }
  return [...parts, { start: from, end }].flatMap((part) => trimmed(text, part) ?? []);
}

const LEADING = /^(?:[^\p{Lu}\p{N}\s]+\s+|[&+/|:,-]+\s*)+(?=[\p{Lu}\p{N}])/u;
const TRAILING =
  /(?:\s+(?:a|an|the|of|for|in|on|with|via|using|from|to|as|by|and|or|at)|[\s,;:.…&+/|'’-]+)+$/iu;
const VENUE =
  /[\s,]+(?:(?:ACM\s+)?(?:RecSys|KDD|SIGIR|WWW|WSDM|CIKM|ECIR|NeurIPS|NIPS|ICML|ICLR|ACL|EMNLP|NAACL|AAAI|IJCAI|CVPR|TheWebConf|UMAP)[\s’'`-]*(?:20)?\d{2}|arXiv(?:\s+preprint)?(?:\s+20\d\d)?|20[012]\d|19[5-9]\d)$/u;
const BY_SOMEBODY =
  /\s+(?:by|@)\s+\p{Lu}[\p{L}.&]*(?:(?:\s+(?:and|&))?\s+\p{Lu}[\p{L}.]*){0,3}(?:\s+et\s+al\.?)?$|\s+from\s+(?:Google(?:\s+(?:DeepMind|Research|Brain))?|Meta(?:\s+AI)?|Facebook|Pinterest|Netflix|Spotify|Amazon|Alibaba|Tencent|ByteDance|Kuaishou|LinkedIn|Microsoft|Yandex|Apple|DeepMind|OpenAI|Airbnb|Uber|Snap|Twitter|Etsy|Instacart)$/u;

/** Without what stands before the first capital and after the last telling word; null where nothing is left. */
function trimmed(text: string, { start, end }: TextRange): TextRange | null {
  const written = text.slice(start, end);
  const head = LEADING.exec(written)?.[0].length ?? 0;
  let tail = written.slice(head);
  for (let before = ""; before !== tail; ) {
    before = tail;
    tail = tail
      .replace(/[.!?]*$/, (marks) => (/[?!]/.test(marks) ? (marks[0] ?? "") : ""))
      .replace(TRAILING, "");
    tail = tail.replace(VENUE, "").replace(BY_SOMEBODY, (somebody) =>
      somebody
        .toLowerCase()
        .split(/[\s-]+/)
        .some(isSubject)
        ? somebody
        : "",
    );
  }
  return tail.trim() === "" ? null : { start: start + head, end: start + head + tail.length };
}
