import { isDeepStrictEqual } from "node:util";
import type { ForwardOrigin, Media, Post, TextEntity } from "./post.ts";
import { hasZone, isCertainlyLater, isSameUpToZone } from "./post-date.ts";
import type { SaveOutcome } from "./post-store.ts";
import { isSameContent } from "./same-content.ts";

export type KeptOutcome = Exclude<SaveOutcome, "new">;

/** What becomes of a kept post, or of one message of it, when it comes again; the kept object itself to leave it. */
export function reconcilePost(kept: Post, incoming: Post): { outcome: KeptOutcome; post: Post } {
  if (kept.messageId === null && incoming.messageId !== null)
    return { outcome: "adopted", post: adopted(kept, incoming) };
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
export function isOutdated(kept: Post, incoming: Post): boolean {
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
    entities: tellMore(incoming.entities, kept.entities) ? incoming.entities : kept.entities,
    media: isLaterEdit ? incoming.media : filledMedia(kept.media, incoming.media),
  };
  return isDeepStrictEqual(filled, kept) ? kept : filled;
}

/** The kept post with what is known of it beside its content. Views only grow: an older archive must not lower them. */
export function withFacts(kept: Post, incoming: Post): Post {
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

/** Of two lists of the same formatting: whether `a` has the links, mentions or languages that `b` lacks. */
function tellMore(a: readonly TextEntity[], b: readonly TextEntity[]): boolean {
  return JSON.stringify(a).length > JSON.stringify(b).length;
}

function filledMedia(kept: readonly Media[], incoming: readonly Media[]): readonly Media[] {
  const isAligned = kept.every((media, at) => media.kind === incoming[at]?.kind);
  if (!isAligned) return kept;
  return kept.map((media, at) => (media.title === undefined ? (incoming[at] ?? media) : media));
}

function most(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
