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
import type { Post } from "./post.ts";
import { isOutdated, type KeptOutcome, reconcilePost, withFacts } from "./reconcile-post.ts";
import { isSameContent } from "./same-content.ts";

export interface Reconciled {
  readonly outcome: KeptOutcome;
  /** What to keep from now on; the kept parts themselves (same object) when there is nothing to write. */
  readonly parts: PostParts;
}

/**
 * What becomes of a kept post when the same post comes again, from the same source or another one. Pure; coming
 * twice changes nothing the second time.
 */
export function reconcile(kept: PostParts, incoming: Post): Reconciled {
  const [first] = kept;
  if (first.messageId === null) return reconcileSingle(kept, incoming);
  // A page saved as text knows less than any other source: no formatting, no zone, no id.
  if (incoming.messageId === null) return { outcome: "unchanged", parts: kept };
  const touched = asParts(kept.filter((part) => shareMessages(incoming, part)));
  if (touched === null) return { outcome: "updated", parts: replace(kept, [], [incoming]) };
  if (touched.every((part) => isCovered(part, incoming))) return reconcileWhole(kept, touched, incoming);
  return reconcilePiece(kept, touched, incoming);
}

/** A post without a message id has one part. */
function reconcileSingle(kept: PostParts, incoming: Post): Reconciled {
  const [before] = kept;
  const { outcome, post } = reconcilePost(before, incoming);
  return { outcome, parts: post === before ? kept : [post] };
}

/** The incoming post has every message of the parts it touches: the usual case is one part, the same message. */
function reconcileWhole(kept: PostParts, touched: PostParts, incoming: Post): Reconciled {
  const before = joinParts(touched);
  const { outcome, post } = reconcilePost(before, incoming);
  if (outcome === "outdated") return keepLaterEdit(kept, touched, incoming);
  const isAllKnown = hasAllMessages(before, incoming);
  if (isAllKnown && post === before) return { outcome, parts: kept };
  if (isAllKnown && outcome === "unchanged" && touched.length > 1)
    return { outcome, parts: fillFirst(kept, touched, incoming) };
  const { messageId, albumMessageIds } = incoming;
  return { outcome, parts: replace(kept, touched, [{ ...post, messageId, albumMessageIds }]) };
}

/** The incoming post has only some messages of a part: one message of an album that came at once, say. */
function reconcilePiece(kept: PostParts, touched: PostParts, incoming: Post): Reconciled {
  if (touched.some((part) => isOutdated(part, incoming))) return keepLaterEdit(kept, touched, incoming);
  const cut = touched.filter((part) => !isCovered(part, incoming));
  const left = cut.flatMap((part) => withoutPiece(part, incoming) ?? []);
  const parts = replace(kept, touched, [...left, besideParts(incoming, cut)]);
  const [before, after] = [joinParts(kept), joinParts(parts)];
  // Then the piece tells nothing new, not even which message carries the caption.
  if (isSameContent(before, after) && hasAllMessages(before, after))
    return { outcome: "unchanged", parts: kept };
  return { outcome: "updated", parts };
}

/** The incoming post is older, but it may have messages of the album that were not known. */
function keepLaterEdit(kept: PostParts, touched: PostParts, incoming: Post): Reconciled {
  const unknown = touched.reduce<Post | null>((left, part) => left && withoutPiece(left, part), incoming);
  if (unknown === null) return { outcome: "outdated", parts: kept };
  return { outcome: "updated", parts: replace(kept, [], [besideParts(unknown, [unknown])]) };
}

function fillFirst(kept: PostParts, touched: PostParts, incoming: Post): PostParts {
  const [first] = touched;
  const filled = withFacts(first, incoming);
  if (isDeepStrictEqual(filled, first)) return kept;
  const parts = replace(kept, [first], [filled]);
  return isDeepStrictEqual(joinParts(parts), joinParts(kept)) ? kept : parts;
}

/** Given that every message of `kept` stands in `post`. */
function hasAllMessages(kept: Post, post: Post): boolean {
  return messageIdsOf(kept).length === messageIdsOf(post).length;
}

function replace(kept: PostParts, old: readonly Post[], fresh: readonly Post[]): PostParts {
  const parts = asParts([...kept.filter((part) => !old.includes(part)), ...fresh]);
  return parts === null ? kept : inMessageOrder(parts);
}

function asParts(posts: readonly Post[]): PostParts | null {
  const [first, ...others] = posts;
  return first ? [first, ...others] : null;
}
