import type { Post } from "./post.ts";
import { distanceWithoutYearMs, instantMs, isSameUpToZone } from "./post-date.ts";
import { lettersOf, textKey, wordOverlap } from "./same-content.ts";

/** Two readers at the ends of the world see one post 26 hours apart. */
export const TWIN_WINDOW_MS = 26 * 60 * 60 * 1000;

const SPEAKING_LETTERS = 40; // a shorter text ("Доброе утро") may well be published twice
const SAME_TEXT_OVERLAP = 0.8; // spelling mended, a line added
const SAME_MINUTE_OVERLAP = 0.5; // several posts may share a minute, but not half of their words

/**
 * The kept post that an incoming one is, told by text and date because one of them has no message id; null if there
 * is none. Of several, the same text comes before a similar one, then the nearest date.
 */
export function findTwin<T extends Post>(incoming: Post, kept: readonly T[]): T | null {
  const candidates = kept.filter((post) => post.messageId === null || incoming.messageId === null);
  const withSameText = candidates.filter((post) => isSameText(incoming, post));
  if (withSameText.length > 0) return nearest(incoming, withSameText);
  const withSimilarText = candidates.filter((post) => isSimilar(incoming, post));
  return mostAlike(incoming, withSimilarText);
}

function isSameText(incoming: Post, kept: Post): boolean {
  const key = textKey(incoming.text);
  if (key !== textKey(kept.text)) return false;
  // Nothing but emoji, or a picture alone: then the minute has to tell.
  if (key === null) return incoming.text === kept.text && isSameUpToZone(incoming.date, kept.date);
  return isSameDate(incoming, kept, lettersOf(incoming.text).length >= SPEAKING_LETTERS);
}

/** The year of a page saved as text is a guess, so a text that speaks for itself may come with another year. */
function isSameDate(incoming: Post, kept: Post, mayDifferInYear: boolean): boolean {
  const apart = mayDifferInYear
    ? distanceWithoutYearMs(incoming.date, kept.date)
    : Math.abs(instantMs(incoming.date) - instantMs(kept.date));
  return isPageText(incoming, kept) ? apart === 0 : apart <= TWIN_WINDOW_MS;
}

function isSimilar(incoming: Post, kept: Post): boolean {
  const apart = Math.abs(instantMs(incoming.date) - instantMs(kept.date));
  if (isPageText(incoming, kept))
    return apart === 0 && wordOverlap(incoming.text, kept.text) >= SAME_MINUTE_OVERLAP;
  return apart <= TWIN_WINDOW_MS && wordOverlap(incoming.text, kept.text) >= SAME_TEXT_OVERLAP;
}

/** Both come from pages saved as text: then the same post shows the same minute. */
function isPageText(incoming: Post, kept: Post): boolean {
  return incoming.messageId === null && kept.messageId === null;
}

function nearest<T extends Post>(incoming: Post, posts: readonly T[]): T | null {
  return best(posts, (post) => -Math.abs(instantMs(post.date) - instantMs(incoming.date)));
}

function mostAlike<T extends Post>(incoming: Post, posts: readonly T[]): T | null {
  return best(posts, (post) => wordOverlap(post.text, incoming.text));
}

/** The first of those with the highest score. */
function best<T>(items: readonly T[], score: (item: T) => number): T | null {
  let winner: { item: T; score: number } | null = null;
  for (const item of items) {
    const own = score(item);
    if (winner === null || own > winner.score) winner = { item, score: own };
  }
  return winner?.item ?? null;
}
