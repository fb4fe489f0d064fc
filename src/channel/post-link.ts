/** Where a message stands, as its link says. */
export interface MessageAddress {
  /** Username without @ (compared without case), or the bare id of a private channel. */
  readonly channel: { readonly username: string } | { readonly telegramId: number };
  readonly messageId: number;
}

// https://t.me/inforetriever/123?single, t.me/s/inforetriever/123, https://t.me/c/1234567890/123, tg://resolve?domain=inforetriever&post=123
const PUBLIC = /\b(?:t|telegram)\.me\/(?:s\/)?([A-Za-z]\w{3,31})\/(\d{1,10})\b/;
const PRIVATE = /\b(?:t|telegram)\.me\/c\/(\d{1,16})\/(?:\d{1,10}\/)?(\d{1,10})\b/;
const DEEP = /\btg:\/\/resolve\?domain=([A-Za-z]\w{3,31})&post=(\d{1,10})\b/;

/** The first link to a post in a text; null where there is none. */
export function findPostLink(text: string): MessageAddress | null {
  const ofPrivate = PRIVATE.exec(text);
  if (ofPrivate !== null) {
    return { channel: { telegramId: Number(ofPrivate[1]) }, messageId: Number(ofPrivate[2]) };
  }
  const ofPublic = PUBLIC.exec(text) ?? DEEP.exec(text);
  if (ofPublic === null) return null;
  return { channel: { username: ofPublic[1] ?? "" }, messageId: Number(ofPublic[2]) };
}
