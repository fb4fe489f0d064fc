import { joinParts, MAX_ALBUM_MESSAGES } from "../album-parts.ts";
import type { MediaKind, Post } from "../post.ts";
import type { ArchiveItem } from "./archive.ts";

/** What Telegram lets stand in one album together. */
const ALBUM_FAMILY: Partial<Record<MediaKind, string>> = {
  photo: "picture",
  video: "picture",
  document: "document",
  audio: "audio",
};

/**
 * Joins the messages of an album into one post. Exports do not tell which messages were one album, so it is told by
 * what an album cannot but be: neighbours by id and within a second, by one author, with media that may stand
 * together and at most one caption.
 */
export async function* joinAlbums(items: AsyncIterable<ArchiveItem>): AsyncGenerator<ArchiveItem> {
  const album: Post[] = [];
  let failure: { error: unknown } | null = null;
  try {
    for await (const item of items) {
      if (item.kind !== "post" || !belongs(album, item.post)) yield* finished(album);
      if (item.kind === "post") album.push(item.post);
      else yield item;
    }
  } catch (error) {
    failure = { error };
  }
  // The messages before the damage are good.
  yield* finished(album);
  if (failure) throw failure.error;
}

/** The album as one post; it is empty afterwards. */
function* finished(album: Post[]): Generator<ArchiveItem> {
  const [first, ...others] = album.splice(0);
  if (first) yield { kind: "post", post: joinParts([first, ...others]) };
}

function belongs(album: readonly Post[], post: Post): boolean {
  const first = album[0];
  const last = album.at(-1);
  if (!first || !last || album.length === MAX_ALBUM_MESSAGES) return false;
  return (
    first.messageId !== null &&
    last.messageId !== null &&
    post.messageId === last.messageId + 1 &&
    secondsBetween(last.date, post.date) <= 1 &&
    post.author === first.author &&
    family(post) !== null &&
    family(post) === family(first) &&
    post.forwardedFrom?.name === first.forwardedFrom?.name &&
    captions([...album, post]) <= 1
  );
}

// In a real export of 924 messages, one album in five has its messages on both sides of a second's turn.
function secondsBetween(earlier: string, later: string): number {
  return Math.abs(Date.parse(later) - Date.parse(earlier)) / 1000;
}

function family(post: Post): string | null {
  const [media, ...others] = post.media;
  if (!media || others.length > 0 || post.poll) return null;
  return ALBUM_FAMILY[media.kind] ?? null;
}

function captions(posts: readonly Post[]): number {
  return posts.filter((post) => post.text !== "").length;
}
