import { joinParts, type PostParts } from "../channel/album-parts.ts";
import { keepablePost } from "../channel/keepable.ts";
import type { Post } from "../channel/post.ts";
import type { SaveResult } from "../channel/post-store.ts";
import { reconcile } from "../channel/reconcile.ts";
import type { KeptPosts } from "./kept-posts.ts";

/** Saves one post inside a transaction: a new one, or what becomes of the one that is kept. */
export function savePost(kept: KeptPosts, channelId: number, incoming: Post): SaveResult {
  const post = keepablePost(incoming);
  const [postId, ...others] = kept.idsOfSame(channelId, post);
  if (postId === undefined) return saveWithoutId(kept, channelId, post);
  if (others.length > 0) return mergeInto(kept, { channelId, postId, others }, post);
  return update(kept, { channelId, postId }, post);
}

/** Gives the post to another channel, which may have it already. */
export function movePost(kept: KeptPosts, postId: number, channelId: number): void {
  const post = joinParts(kept.partsOf(postId));
  if (!isKept(kept, channelId, post)) {
    kept.moveTo(channelId, postId);
    return;
  }
  kept.remove(postId, savePost(kept, channelId, post).postId);
}

function isKept(kept: KeptPosts, channelId: number, post: Post): boolean {
  if (kept.idsOfSame(channelId, post).length > 0) return true;
  return kept.twinOf(channelId, post) !== null;
}

interface Place {
  readonly channelId: number;
  readonly postId: number;
}

function saveWithoutId(kept: KeptPosts, channelId: number, post: Post): SaveResult {
  const twin = kept.twinOf(channelId, post);
  if (twin === null) return { outcome: "new", postId: kept.insert(channelId, [post]) };
  return update(kept, { channelId, postId: twin.id }, post);
}

function update(kept: KeptPosts, { channelId, postId }: Place, post: Post): SaveResult {
  const before = kept.partsOf(postId);
  const { outcome, parts } = reconcile(before, post);
  if (parts !== before) kept.update(channelId, postId, parts);
  if (outcome === "updated") removeTwin(kept, { channelId, postId }, parts);
  return { outcome, postId };
}

/** Messages that were kept one by one turn out to be an album: the oldest row stays. */
function mergeInto(kept: KeptPosts, place: Place & { others: number[] }, post: Post): SaveResult {
  const { channelId, postId, others } = place;
  const before: PostParts = [...kept.partsOf(postId), ...others.flatMap((id) => [...kept.partsOf(id)])];
  for (const id of others) kept.remove(id, postId);
  const { parts } = reconcile(before, post);
  kept.update(channelId, postId, parts);
  removeTwin(kept, place, parts);
  return { outcome: "updated", postId };
}

/** A new caption may show that a post without an id, kept apart until now, was this one. */
function removeTwin(kept: KeptPosts, { channelId, postId }: Place, parts: PostParts): void {
  const post = joinParts(parts);
  const twin = post.messageId === null ? null : kept.twinOf(channelId, post);
  if (twin !== null) kept.remove(twin.id, postId);
}
