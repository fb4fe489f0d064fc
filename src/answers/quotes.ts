import { stemOf } from "../search/words/stems.ts";
import { tokensOf } from "../search/words/tokens.ts";
import type { Window } from "./windows.ts";

export const MAX_QUOTES = 4;
/** Further quotes must be nearly as good as the first one; those of the same post add to it. */
const NEARLY = 0.86;
const NEARLY_OF_POST = 0.65;
/** Share of the shorter one's words. */
const MOST_SHARED = 0.5;

/** The best windows that say different things, best first; what goes on from the first one comes in its post's order. */
export function bestQuotes(windows: readonly Window[]): Window[] {
  const answering = windows.filter(({ isComplete }) => isComplete).sort((a, b) => b.score - a.score);
  const [best] = answering;
  if (best === undefined) return [];
  const quotes: Window[] = [];
  for (const window of answering) {
    if (quotes.length === MAX_QUOTES) break;
    const nearly = window.post.id === best.post.id ? NEARLY_OF_POST : NEARLY;
    if (window.score < nearly * best.score) continue;
    if (!quotes.some((quote) => saysTheSame(window, quote))) quotes.push(window);
  }
  return inReadingOrder(quotes);
}

/** The best quote, then the rest of its post from top to bottom, then other posts. */
function inReadingOrder(quotes: readonly Window[]): Window[] {
  const [best, ...rest] = quotes;
  if (best === undefined) return [];
  const ofPost = rest.filter(({ post }) => post.id === best.post.id).sort((a, b) => a.start - b.start);
  return [best, ...ofPost, ...rest.filter(({ post }) => post.id !== best.post.id)];
}

function saysTheSame(one: Window, other: Window): boolean {
  if (one.post.id === other.post.id && one.start < other.end && other.start < one.end) return true;
  const [stems, others] = [stemsOf(one), stemsOf(other)];
  const shared = [...stems].filter((stem) => others.has(stem)).length;
  return shared / Math.min(stems.size, others.size) > MOST_SHARED;
}

function stemsOf({ text, start, end }: Window): ReadonlySet<string> {
  return new Set(tokensOf(text.slice(start, end)).map(({ word }) => stemOf(word)));
}
