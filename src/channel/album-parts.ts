import type { Media, Post, TextEntity } from "./post.ts";

/**
 * What is known of one post: usually one part, the post itself. An album is known in the parts in which it came,
 * message by message or all at once, so that an edit of one message changes that message only.
 * No two parts have a message in common; parts stand in the order of their first messages.
 */
export type PostParts = readonly [Post, ...Post[]];

/** Telegram's limit: what comes as one more message of an album is another post. */
export const MAX_ALBUM_MESSAGES = 10;

const BETWEEN_CAPTIONS = "\n\n";

/** Every message of the post, ascending; none where its id is unknown. */
export function messageIdsOf(post: Pick<Post, "messageId" | "albumMessageIds">): number[] {
  return post.messageId === null ? [] : [post.messageId, ...post.albumMessageIds];
}

export function shareMessages(a: Post, b: Post): boolean {
  const ids = new Set(messageIdsOf(a));
  return messageIdsOf(b).some((id) => ids.has(id));
}

/** Whether every message of the part stands in the post too. */
export function isCovered(part: Post, post: Post): boolean {
  const ids = new Set(messageIdsOf(post));
  return messageIdsOf(part).every((id) => ids.has(id));
}

export function inMessageOrder(parts: PostParts): PostParts {
  const [first, ...others] = [...parts].sort((a, b) => (a.messageId ?? 0) - (b.messageId ?? 0));
  return first ? [first, ...others] : parts;
}

/** The post that the parts make: media in message order, every caption, the latest edit. */
export function joinParts(parts: PostParts): Post {
  const [first, ...others] = inMessageOrder(parts);
  return others.reduce(joinTwo, first);
}

/**
 * The part without the messages that came anew in `piece`; null when nothing is left. Where the piece brings a
 * caption, that was the part's caption too: an album that came at once does not tell which message carried it.
 */
export function withoutPiece(part: Post, piece: Post): Post | null {
  const ids = messageIdsOf(part);
  const taken = new Set(messageIdsOf(piece));
  const left = ids.filter((id) => !taken.has(id));
  const [messageId, ...albumMessageIds] = left;
  if (messageId === undefined) return null;
  const media = isOneEach(part) ? part.media.filter((_, at) => left.includes(ids[at] ?? -1)) : part.media;
  const caption = piece.text === "" ? {} : { text: "", entities: [] };
  return { ...part, messageId, albumMessageIds, media, ...caption };
}

/** The piece as it joins the parts it was cut from: one whose media cannot be told apart has kept all of them. */
export function besideParts(piece: Post, cut: readonly Post[]): Post {
  return cut.every((part) => isOneEach(part) || part.media.length === 0) ? piece : { ...piece, media: [] };
}

function isOneEach(post: Post): boolean {
  return post.media.length === messageIdsOf(post).length;
}

function joinTwo(a: Post, b: Post): Post {
  const [messageId = null, ...albumMessageIds] = joinedIds(a, b);
  return {
    ...a,
    messageId,
    albumMessageIds,
    mediaGroupId: a.mediaGroupId ?? b.mediaGroupId,
    ...latestEdit(a, b),
    ...joinedCaption(a, b),
    author: a.author ?? b.author,
    forwardedFrom: a.forwardedFrom ?? b.forwardedFrom,
    media: joinedMedia(a, b),
    poll: a.poll ?? b.poll,
    views: a.views === null ? b.views : Math.max(a.views, b.views ?? 0),
  };
}

function joinedIds(a: Post, b: Post): number[] {
  return [...messageIdsOf(a), ...messageIdsOf(b)].sort((x, y) => x - y);
}

function joinedCaption(a: Post, b: Post): Pick<Post, "text" | "entities"> {
  if (b.text === "") return { text: a.text, entities: a.entities };
  if (a.text === "") return { text: b.text, entities: b.entities };
  const text = `${a.text}${BETWEEN_CAPTIONS}`;
  return {
    text: text + b.text,
    entities: [...a.entities, ...b.entities.map((e) => shifted(e, text.length))],
  };
}

function shifted(entity: TextEntity, by: number): TextEntity {
  return { ...entity, offset: entity.offset + by };
}

function joinedMedia(a: Post, b: Post): readonly Media[] {
  if (!isOneEach(a) || !isOneEach(b)) return [...a.media, ...b.media];
  const byMessage = [...mediaByMessage(a), ...mediaByMessage(b)].sort(([x], [y]) => x - y);
  return byMessage.map(([, media]) => media);
}

function mediaByMessage(post: Post): [number, Media][] {
  const ids = messageIdsOf(post);
  return post.media.map((media, at) => [ids[at] ?? 0, media]);
}

function latestEdit(a: Post, b: Post): Pick<Post, "editedAt"> {
  if (b.editedAt === undefined) return a.editedAt === undefined ? {} : { editedAt: a.editedAt };
  if (a.editedAt === undefined || a.editedAt === null) return { editedAt: b.editedAt };
  return { editedAt: b.editedAt !== null && b.editedAt > a.editedAt ? b.editedAt : a.editedAt };
}
