import { FormattedString, fmt } from "@grammyjs/parse-mode";
import type { Hit, Snippet } from "../search/hit.ts";
import { belowTitle } from "../search/opening.ts";
import type { SimilarHit } from "../search/similar.ts";
import type { ListViewOptions } from "./list-view.ts";
import { MAX_ENTITIES } from "./message.ts";
import { markedText, showSource, showTitle } from "./post-view.ts";
import type { Texts } from "./texts.ts";

const MAX_MARKS_A_HIT = 6;
// Title, link, line of the source, date and quote; and the message has a few of its own.
const ENTITIES_A_HIT = 5;
const OTHER_ENTITIES = 10;

type HitViewOptions = Pick<ListViewOptions, "texts" | "isBrief" | "formatDate" | "showChannels">;

/** Posts of a list, numbered from `first`. */
export function showHits(
  hits: readonly (Hit | SimilarHit)[],
  first: number,
  options: HitViewOptions,
): FormattedString[] {
  const maxMarks = marksAHit(hits.length);
  return hits.map((hit, at) => showHit(hit, { ...options, number: first + at, maxMarks }));
}

function marksAHit(hits: number): number {
  const room = Math.floor((MAX_ENTITIES - OTHER_ENTITIES) / hits) - ENTITIES_A_HIT;
  return Math.max(0, Math.min(MAX_MARKS_A_HIT, room));
}

interface HitOptions extends HitViewOptions {
  readonly number: number;
  readonly maxMarks: number;
}

function showHit(hit: Hit | SimilarHit, options: HitOptions): FormattedString {
  const lines = [fmt`${options.number}. ${showTitle(hit, options.texts)}`, showSource(hit.post, options)];
  const snippet = belowTitle(hit);
  if (snippet.text !== "") lines.push(showQuote(snippet, options));
  if ("shared" in hit) lines.push(showShared(hit.shared, options.texts));
  return FormattedString.join(lines, "\n");
}

/** The snippet as a quotation, with its matches in bold. */
export function showQuote(
  snippet: Snippet,
  { isBrief, maxMarks }: Pick<HitOptions, "isBrief" | "maxMarks">,
): FormattedString {
  const text = markedText(snippet, maxMarks);
  return isBrief ? FormattedString.expandableBlockquote(text) : FormattedString.blockquote(text);
}

function showShared(shared: readonly string[], texts: Texts): FormattedString {
  return texts.rich("results-shared", { shared: FormattedString.b(shared.join(", ")) });
}
