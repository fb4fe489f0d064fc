import type { Channel, ChannelRef, Post, StoredPost } from "./post.ts";
import type { MessageAddress } from "./post-link.ts";

export type SaveOutcome =
  /** The post was not there. */
  | "new"
  /** The post was there with other content; its date stays. */
  | "updated"
  /** A post without a message id was there and now has one. */
  | "adopted"
  /** Nothing changed. */
  | "unchanged"
  /** A later edit is already kept; nothing changed. */
  | "outdated";

export interface SaveResult {
  readonly outcome: SaveOutcome;
  readonly postId: number;
}

/** How posts are kept. Every method is one whole operation: it happens, or nothing does. */
export interface PostWriter {
  /**
   * The kept channel that the reference names (by id, else username, else title), created when there is none.
   * What was unknown is filled in, a new title or username replaces the old one, and a username that is gone is
   * forgotten. Two kept channels that the reference proves to be one (its id stands in one, its username in the
   * other) become one, with all their posts.
   * Throws AppError AMBIGUOUS_CHANNEL when only a title is given and two channels have it.
   */
  openChannel(ref: ChannelRef): Promise<Channel>;
  /** One transaction. Saving the same post twice changes nothing. Results stand in the posts' order. */
  savePosts(channelId: number, posts: readonly Post[]): Promise<SaveResult[]>;
  /**
   * Takes a post out of everything that readers see, for as long as it is not unhidden: it is kept, and kept up to
   * date, and whatever it turns out to be is hidden too. False where there is no such post or it is hidden already.
   */
  hidePost(postId: number, now: Date): Promise<boolean>;
  /** Shows a hidden post as it is now. False where there is no such post or it is not hidden. */
  unhidePost(postId: number): Promise<boolean>;
}

export interface PostChanges {
  /** Posts whose content changed after the asked sequence number, oldest change first. */
  readonly posts: readonly StoredPost[];
  /** Our keys of posts that are no longer there: each turned out to be another post, or was hidden. */
  readonly removedIds: readonly number[];
  /** Ask with this number next; equal to the asked one when nothing changed. */
  readonly sequence: number;
}

export interface PostPage {
  readonly posts: readonly StoredPost[];
  readonly total: number;
}

/** A kept post, whether or not readers see it. */
export interface KeptPost {
  readonly post: StoredPost;
  /** Null where readers see it. */
  readonly hiddenAt: Date | null;
}

export interface Neighbours {
  readonly older: number | null;
  readonly newer: number | null;
}

/** How kept posts are read. Only `keptPost` tells of the hidden ones. */
export interface PostReader {
  channels(): Promise<Channel[]>;
  /**
   * The channel with this username (with or without @, any case), id (with or without -100) or title.
   * Throws AppError AMBIGUOUS_CHANNEL when two channels have the title.
   */
  findChannel(name: string): Promise<Channel | null>;
  /** In the order of the ids; an unknown id is left out. */
  postsByIds(ids: readonly number[]): Promise<StoredPost[]>;
  /** The post that a message of a channel is, or is part of. */
  postByMessage(address: MessageAddress): Promise<StoredPost | null>;
  /** A post by a message or by our key, hidden or not. */
  keptPost(which: MessageAddress | { readonly postId: number }): Promise<KeptPost | null>;
  /** Our keys of the posts before and after this one in its channel; null at the ends, and for an unknown post. */
  neighboursOf(postId: number): Promise<Neighbours>;
  /** Newest first. */
  latestPosts(page: { channelId?: number; offset: number; limit: number }): Promise<PostPage>;
  /** At most `limit` changes. Every write to a post, and its removal, gives it a new, higher sequence number. */
  changesAfter(sequence: number, limit: number): Promise<PostChanges>;
  countPosts(): Promise<number>;
}

export type PostStore = PostWriter & PostReader;
