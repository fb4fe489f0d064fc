/** How a source names its channel. Sources know different parts: an export an id, a web page a username. */
export interface ChannelRef {
  /** Positive, without Telegram's -100 prefix. */
  readonly telegramId: number | null;
  /** Without @, as Telegram spells it, compared without case; null = it has none; absent = the source does not tell. */
  readonly username?: string | null;
  readonly title: string | null;
}

/** A channel that we keep. A username that is null is unknown, or there is none. */
export interface Channel extends Required<ChannelRef> {
  /** Our own key, stable for the life of the database. */
  readonly id: number;
}

/** Formatting and links that are kept with a post; names are the Bot API's. */
export const ENTITY_TYPES = [
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "spoiler",
  "blockquote",
  "code",
  "pre",
  "text_link",
  "url",
  "mention",
  "hashtag",
  "email",
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** A formatted range of a post's text; offset and length in UTF-16 units. */
export interface TextEntity {
  readonly type: EntityType;
  readonly offset: number;
  readonly length: number;
  /** For text_link only. */
  readonly url?: string;
  /** For pre only. */
  readonly language?: string;
}

export type MediaKind =
  | "photo"
  | "video"
  | "animation"
  | "audio"
  | "voice"
  | "video_note"
  | "document"
  | "sticker"
  | "location"
  | "contact"
  | "other";

export interface Media {
  readonly kind: MediaKind;
  /** What a reader sees of it: a file name, "performer – title", a sticker's emoji, an address. */
  readonly title?: string;
}

export interface Poll {
  readonly question: string;
  readonly options: readonly string[];
}

/** Where a forwarded post first stood, as far as the source tells. */
export interface ForwardOrigin {
  /** Name of the channel, chat or person. */
  readonly name: string;
  readonly username?: string;
  readonly messageId?: number;
  /** Same form as a post's date. */
  readonly date?: string;
}

/** One channel publication as a source gives it; an album is one post. */
export interface Post {
  /** Null where the source does not tell (a page saved as text). An album has the lowest id of its messages. */
  readonly messageId: number | null;
  /** The other messages of an album, ascending. */
  readonly albumMessageIds: readonly number[];
  /** Live albums come message by message; this joins them. */
  readonly mediaGroupId: string | null;
  /** ISO 8601 to the second: `2024-11-19T18:44:00Z`, or `2024-11-19T21:44:00` where the source gives no zone. */
  readonly date: string;
  /** Same form as `date`; null = never edited; absent = the source does not tell. */
  readonly editedAt?: string | null;
  readonly text: string;
  readonly entities: readonly TextEntity[];
  /** Signature of the author, where the channel shows it. */
  readonly author: string | null;
  readonly forwardedFrom: ForwardOrigin | null;
  readonly media: readonly Media[];
  readonly poll: Poll | null;
  readonly views: number | null;
}

/** A post that we keep. */
export interface StoredPost extends Post {
  /** Our own key; a page-text post keeps it when its message id becomes known. */
  readonly id: number;
  readonly channel: Channel;
}

const EMPTY_POST: Post = {
  messageId: null,
  albumMessageIds: [],
  mediaGroupId: null,
  date: "1970-01-01T00:00:00Z",
  text: "",
  entities: [],
  author: null,
  forwardedFrom: null,
  media: [],
  poll: null,
  views: null,
};

/** A post with the given parts; everything else is empty. */
export function makePost(parts: Partial<Post> & Pick<Post, "date">): Post {
  return { ...EMPTY_POST, ...parts };
}

/** Link to the post; to its channel where the message id is unknown; null where the channel has no address. */
export function postUrl(post: Pick<StoredPost, "channel" | "messageId">): string | null {
  const { channel, messageId } = post;
  if (channel.username !== null) {
    const page = `https://t.me/${channel.username}`;
    return messageId === null ? page : `${page}/${messageId}`;
  }
  // t.me/c links open for members only; Telegram has no address for a private channel without a message.
  if (channel.telegramId !== null && messageId !== null)
    return `https://t.me/c/${channel.telegramId}/${messageId}`;
  return null;
}

/** How people and scripts name a channel: username, else id, else title. */
export function channelName(channel: ChannelRef): string {
  return channel.username ?? channel.telegramId?.toString() ?? channel.title ?? "";
}
