import type { ChannelRef, Media, MediaKind, Post, StoredPost } from "../../src/channel/post.ts";
import { makePost } from "../../src/channel/post.ts";

/** A post with an id, as an export gives it: never edited, no media. */
export function aPost(parts: Partial<Post> = {}): Post {
  return makePost({
    messageId: 100,
    date: "2024-11-19T18:44:00Z",
    editedAt: null,
    text: "HSTU заменяет ранжирующую модель одним большим трансформером",
    ...parts,
  });
}

/** A post from a page saved as text: no message id, a local time without seconds, edits unknown. */
export function aPageTextPost(parts: Partial<Post> = {}): Post {
  const { editedAt: _, ...post } = aPost();
  return { ...post, messageId: null, date: "2024-11-19T21:44:00", ...parts };
}

/** One message of an album as Telegram sends it live: one photo, usually without a caption. */
export function anAlbumMessage(messageId: number, parts: Partial<Post> = {}): Post {
  return aPost({ messageId, mediaGroupId: "album-1", text: "", media: [photo()], ...parts });
}

export function photo(): Media {
  return { kind: "photo" };
}

export function media(kind: MediaKind, title?: string): Media {
  return title === undefined ? { kind } : { kind, title };
}

export function aChannel(parts: Partial<ChannelRef> = {}): Required<ChannelRef> {
  return { telegramId: 1_234_567_890, username: "inforetriever", title: "Information Retriever", ...parts };
}

export function aStoredPost(parts: Partial<StoredPost> = {}): StoredPost {
  return { id: 1, channel: { id: 1, ...aChannel() }, ...aPost(parts), ...parts };
}
