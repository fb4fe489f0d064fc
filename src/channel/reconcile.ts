import { isDeepStrictEqual } from "node:util";
import {
  besideParts,
  inMessageOrder,
  isCovered,
  joinParts,
  messageIdsOf,
  type PostParts,
  shareMessages,
  withoutPiece,
} from "./album-parts.ts";
import type { ForwardOrigin, Media, Post } from "./post.ts";
import { hasZone, isCertainlyLater, isSameUpToZone } from "./post-date.ts";
import type { SaveOutcome } from "./post-store.ts";
import { isSameContent } from "./same-content.ts";

export interface Reconciled {
  readonly outcome: Exclude<SaveOutcome, "new">;
  /** What to keep from now on; the kept parts themselves (same object) when there is nothing to write. */
  readonly parts: PostParts;
}

/**
 * What becomes of a kept post when the same post comes again, from the same source or another one. Pure; coming
 * twice changes nothing the second time.
 */
export function reconcile(kept: PostParts, incoming: Post): Reconciled {
  const touched = asParts(kept.filter((part) => isAbout(incoming, part)));
  if (touched === null) return { outcome: "updated", parts: replace(kept, [], [incoming]) };
  if (touched.every((part) => isCovered(part, incoming))) return reconcileWhole(kept, touched, incoming);
  return reconcilePiece(kept, touched, incoming);
}

/** A post without a message id is whole by itself, and so is what comes to it. */
function isAbout(incoming: Post, part: Post): boolean {
  return incoming.messageId === null || part.messageId === null || shareMessages(incoming, part);
}

/** The incoming post has every message of the parts it touches: the usual case is one part, the same message. */
function reconcileWhole(kept: PostParts, touched: PostParts, incoming: Post): Reconciled {
  const before = joinParts(touched);
  const { outcome, post } = reconcilePost(before, incoming);
  if (post === before && (incoming.messageId === null || hasAllMessages(before, incoming)))
    return { outcome, parts: kept };
  if (outcome === "outdated") return keepLaterEdit(kept, touched, incoming);
  if (outcome === "unchanged" && touched.length > 1 && hasAllMessages(before, incoming))
    return { outcome, parts: fillFirst(kept, touched, incoming) };
  const { messageId, albumMessageIds } = incoming.messageId === null ? before : incoming;
  return { outcome, parts: replace(kept, touched, [{ ...post, messageId, albumMessageIds }]) };
}

/** The incoming post has only some messages of a part: one message of an album that came at once, say. */
function reconcilePiece(kept: PostParts, touched: PostParts, incoming: Post): Reconciled {
  if (touched.some((part) => isOutdated(part, incoming))) return keepLaterEdit(kept, touched, incoming);
  const cut = touched.filter((part) => !isCovered(part, incoming));
  const left = cut.flatMap((part) => withoutPiece(part, incoming) ?? []);
  const parts = replace(kept, touched, [...left, besideParts(incoming, cut)]);
  // Then the piece tells nothing new, not even which message carries the caption.
  if (isSameContent(joinParts(parts), joinParts(kept))) return { outcome: "unchanged", parts: kept };
  return { outcome: "updated", parts };
}

/** The incoming post is older, but it may have messages of the album that were not known. */
function keepLaterEdit(kept: PostParts, touched: PostParts, incoming: Post): Reconciled {
  const unknown = touched.reduce<Post | null>((left, part) => left && withoutPiece(left, part), incoming);
  if (unknown === null) return { outcome: "outdated", parts: kept };
  return { outcome: "updated", parts: replace(kept, [], [besideParts(unknown, [unknown])]) };
}

function reconcilePost(kept: Post, incoming: Post): { outcome: Reconciled["outcome"]; post: Post } {
  if (kept.messageId === null && incoming.messageId !== null)
    return { outcome: "adopted", post: adopted(kept, incoming) };
  // A page saved as text knows less than any other source: no formatting, no zone, no id.
  if (kept.messageId !== null && incoming.messageId === null) return { outcome: "unchanged", post: kept };
  if (isSameContent(kept, incoming) && !isRedated(kept, incoming))
    return { outcome: "unchanged", post: filledIn(kept, incoming) };
  if (isOutdated(kept, incoming)) return { outcome: "outdated", post: kept };
  return { outcome: "updated", post: edited(kept, incoming) };
}

/**
 * A dated edit is the only proof of age there is, and an edit that came live cannot be fetched again. So a kept dated
 * edit yields only to one of the same time or later: neither to an original, nor to a source that does not tell
 * whether it saw the edit. A kept post without a dated edit yields to whatever comes.
 */
function isOutdated(kept: Post, incoming: Post): boolean {
  if (typeof kept.editedAt !== "string") return false;
  if (typeof incoming.editedAt !== "string") return true;
  return (
    !isSameUpToZone(kept.editedAt, incoming.editedAt) && !isCertainlyLater(incoming.editedAt, kept.editedAt)
  );
}

/** Pages saved as text show no year; the operator's last word about it counts. */
function isRedated(kept: Post, incoming: Post): boolean {
  return kept.messageId === null && incoming.messageId === null && kept.date !== incoming.date;
}

/** Everything the source tells is better than what a page saved as text could. */
function adopted(kept: Post, incoming: Post): Post {
  return { ...incoming, author: incoming.author ?? kept.author, views: most(kept.views, incoming.views) };
}

/** The new content under the first date: an edit never changes when a post was published. */
function edited(kept: Post, incoming: Post): Post {
  return {
    ...incoming,
    mediaGroupId: incoming.mediaGroupId ?? kept.mediaGroupId,
    date: isRedated(kept, incoming) ? incoming.date : preciseDate(kept.date, incoming.date),
    author: incoming.author ?? kept.author,
    forwardedFrom: incoming.forwardedFrom && filledOrigin(kept.forwardedFrom, incoming.forwardedFrom),
    views: most(kept.views, incoming.views),
  };
}

/** The kept post with what it did not know yet; the kept object itself when it knew everything. */
function filledIn(kept: Post, incoming: Post): Post {
  const isLaterEdit = isEditedAfter(incoming, kept);
  const filled: Post = {
    ...withFacts(kept, incoming),
    // The same formatting with links and mentions listed is more than without.
    entities: incoming.entities.length > kept.entities.length ? incoming.entities : kept.entities,
    media: isLaterEdit ? incoming.media : filledMedia(kept.media, incoming.media),
  };
  return isDeepStrictEqual(filled, kept) ? kept : filled;
}

function fillFirst(kept: PostParts, touched: PostParts, incoming: Post): PostParts {
  const [first] = touched;
  const filled = withFacts(first, incoming);
  if (isDeepStrictEqual(filled, first)) return kept;
  const parts = replace(kept, [first], [filled]);
  return isDeepStrictEqual(joinParts(parts), joinParts(kept)) ? kept : parts;
}

/** Views only grow, and an older archive must not lower them. */
function withFacts(kept: Post, incoming: Post): Post {
  return {
    ...kept,
    ...laterEdit(kept, incoming),
    mediaGroupId: kept.mediaGroupId ?? incoming.mediaGroupId,
    date: preciseDate(kept.date, incoming.date),
    author: isEditedAfter(incoming, kept)
      ? (incoming.author ?? kept.author)
      : (kept.author ?? incoming.author),
    forwardedFrom: kept.forwardedFrom && filledOrigin(incoming.forwardedFrom, kept.forwardedFrom),
    views: most(kept.views, incoming.views),
  };
}

function isEditedAfter(a: Post, b: Post): boolean {
  if (typeof a.editedAt !== "string") return false;
  return typeof b.editedAt !== "string" || isCertainlyLater(a.editedAt, b.editedAt);
}

function laterEdit(kept: Post, incoming: Post): Pick<Post, "editedAt"> {
  if (incoming.editedAt === undefined) return {};
  if (kept.editedAt === undefined || isEditedAfter(incoming, kept)) return { editedAt: incoming.editedAt };
  return { editedAt: preciseEdit(kept.editedAt, incoming.editedAt) };
}

function preciseEdit(kept: string | null, incoming: string | null): string | null {
  return kept === null || incoming === null ? kept : preciseDate(kept, incoming);
}

/** The same moment with its zone, where the kept date has none. */
function preciseDate(kept: string, incoming: string): string {
  return !hasZone(kept) && hasZone(incoming) && isSameUpToZone(kept, incoming) ? incoming : kept;
}

/** `more` adds what `origin` does not tell. */
function filledOrigin(more: ForwardOrigin | null, origin: ForwardOrigin): ForwardOrigin {
  return more && more.name === origin.name ? { ...more, ...origin } : origin;
}

function filledMedia(kept: readonly Media[], incoming: readonly Media[]): readonly Media[] {
  const isAligned = kept.every((media, at) => media.kind === incoming[at]?.kind);
  if (!isAligned) return kept;
  return kept.map((media, at) => (media.title === undefined ? (incoming[at] ?? media) : media));
}

function hasAllMessages(kept: Post, incoming: Post): boolean {
  return messageIdsOf(kept).length === messageIdsOf(incoming).length;
}

function most(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}

function replace(kept: PostParts, old: readonly Post[], fresh: readonly Post[]): PostParts {
  const parts = asParts([...kept.filter((part) => !old.includes(part)), ...fresh]);
  return parts === null ? kept : inMessageOrder(parts);
}

function asParts(posts: readonly Post[]): PostParts | null {
  const [first, ...others] = posts;
  return first ? [first, ...others] : null;
}
