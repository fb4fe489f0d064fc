import { keepableText } from "../keepable.ts";
import type { EntityType, TextEntity } from "../post.ts";

export interface RichText {
  readonly text: string;
  readonly entities: readonly TextEntity[];
}

/** An entity without its place. */
export type Mark = Pick<TextEntity, "type" | "url" | "language">;

/** Collects text piece by piece and remembers which stretches are marked. */
export class RichTextBuilder {
  #text = "";
  readonly #entities: TextEntity[] = [];

  /** In UTF-16 units. */
  get length(): number {
    return this.#text.length;
  }

  get isAtLineStart(): boolean {
    return this.#text === "" || this.#text.endsWith("\n");
  }

  append(text: string): void {
    this.#text += text;
  }

  /** Marks what was appended since the text had the length `start`. */
  mark(mark: Mark, start: number): void {
    this.#entities.push({ ...mark, offset: start, length: this.#text.length - start });
  }

  textSince(start: number): string {
    return this.#text.slice(start);
  }

  /** Trimmed, as Telegram itself trims messages; entities in order, the outer one first. */
  finish(): RichText {
    const clean = wellFormed(this.#text);
    const text = clean.trim();
    const cut = clean.length - clean.trimStart().length;
    const entities = this.#entities
      .map((entity) => moved(entity, cut, text.length))
      .filter((entity) => entity.length > 0)
      .sort((a, b) => a.offset - b.offset || b.length - a.length || a.type.localeCompare(b.type));
    return { text, entities };
  }
}

/** One character for one, so that offsets stay: what can be kept and sent, with one kind of line break. */
export function wellFormed(text: string): string {
  return keepableText(text).replace(/[\u2028\u2029]/g, "\n");
}

function moved(entity: TextEntity, cut: number, textLength: number): TextEntity {
  const start = Math.max(0, entity.offset - cut);
  const end = Math.min(textLength, entity.offset + entity.length - cut);
  return { ...entity, offset: start, length: end - start };
}

/**
 * What a link is, by its words and its address: an address shown as it is, a mention, a hashtag, or words with an
 * address behind them. Null = nothing worth keeping: exports and web pages also make links of bot commands,
 * telephone numbers and custom emoji. One rule for all sources, so that they agree on the same post.
 */
export function linkMark(label: string, href: string): Mark | null {
  if (href === `mailto:${label}`) return { type: "email" };
  if (href === label || href === `http://${label}` || href === `http://${label}/`) return { type: "url" };
  if (label.startsWith("@") && /^https?:\/\/t\.me\//.test(href) && href.endsWith(`/${label.slice(1)}`))
    return { type: "mention" };
  if (label.startsWith("#") && href.startsWith("?q=")) return { type: "hashtag" };
  return /^(https?|tg|ton|mailto):/i.test(href) ? { type: "text_link", url: href } : null;
}

const DESKTOP_ENTITIES: Readonly<Record<string, EntityType>> = {
  bold: "bold",
  italic: "italic",
  underline: "underline",
  strikethrough: "strikethrough",
  spoiler: "spoiler",
  blockquote: "blockquote",
  code: "code",
  pre: "pre",
  link: "url",
  mention: "mention",
  hashtag: "hashtag",
  email: "email",
};

/** The mark of a piece of text in Telegram Desktop's JSON; null = plain, or of a kind that is not kept. */
export function desktopMark(
  type: string,
  label: string,
  extra: { href?: string; language?: string },
): Mark | null {
  if (type === "text_link") return linkMark(label, extra.href ?? "");
  const known = Object.hasOwn(DESKTOP_ENTITIES, type) ? DESKTOP_ENTITIES[type] : undefined;
  if (known === undefined) return null;
  return known === "pre" && extra.language ? { type: "pre", language: extra.language } : { type: known };
}
