import { createHash } from "node:crypto";
import type { EntityType, Post, TextEntity } from "./post.ts";

/** Telegram finds these in the text by itself; some sources list them and some do not. */
const AUTOMATIC: ReadonlySet<EntityType> = new Set(["url", "mention", "hashtag", "email"]);

/**
 * Whether a reader sees the same: text, formatting, kinds of media, poll, origin. Telegram announces an edit for
 * reactions too, and sources differ in what they list beside the content, so nothing else counts.
 */
export function isSameContent(a: Post, b: Post): boolean {
  return visibleContent(a) === visibleContent(b);
}

/**
 * Names a text by its letters and digits alone, whatever its case, spaces, formatting and ё; null for a text without
 * any. Kept in the database: another formula needs a migration.
 */
export function textKey(text: string): string | null {
  const letters = lettersOf(text);
  return letters === "" ? null : createHash("sha256").update(letters).digest("base64url").slice(0, 22);
}

/** Lowercase letters and digits, ё as е: what `textKey` is made of. */
export function lettersOf(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, "");
}

/** Share of the words of both texts that stand in each of them (Jaccard index), 0–1. */
export function wordOverlap(a: string, b: string): number {
  const wordsOfA = wordsOf(a);
  const wordsOfB = wordsOf(b);
  const shared = [...wordsOfA].filter((word) => wordsOfB.has(word)).length;
  const all = wordsOfA.size + wordsOfB.size - shared;
  return all === 0 ? 0 : shared / all;
}

function visibleContent(post: Post): string {
  return JSON.stringify([
    post.text.trimEnd(),
    formatting(post.entities),
    post.media.map((media) => media.kind).sort(),
    post.poll && [post.poll.question, post.poll.options],
    post.forwardedFrom?.name ?? null,
  ]);
}

/** Sources cut one bold sentence into different pieces and list them in different orders. */
function formatting(entities: readonly TextEntity[]): string[] {
  const merged: TextEntity[] = [];
  for (const entity of entities.filter(isFormatting).sort(byKindThenPlace)) {
    const last = merged.at(-1);
    if (last && continues(last, entity)) merged[merged.length - 1] = joined(last, entity);
    else merged.push(entity);
  }
  return merged.map(({ offset, length, ...kind }) => `${offset}+${length} ${kindOf(kind)}`).sort();
}

function isFormatting(entity: TextEntity): boolean {
  return entity.length > 0 && !AUTOMATIC.has(entity.type);
}

function byKindThenPlace(a: TextEntity, b: TextEntity): number {
  const [kindOfA, kindOfB] = [kindOf(a), kindOf(b)];
  if (kindOfA !== kindOfB) return kindOfA < kindOfB ? -1 : 1;
  return a.offset - b.offset;
}

/** The language of a piece of code is not seen, and only some sources tell it. */
function kindOf({ type, url }: Pick<TextEntity, "type" | "url">): string {
  return JSON.stringify([type, url ?? null]);
}

function continues(before: TextEntity, entity: TextEntity): boolean {
  return kindOf(before) === kindOf(entity) && entity.offset <= before.offset + before.length;
}

function joined(before: TextEntity, entity: TextEntity): TextEntity {
  const end = Math.max(before.offset + before.length, entity.offset + entity.length);
  return { ...before, length: end - before.offset };
}

function wordsOf(text: string): Set<string> {
  return new Set(fold(text).match(/[\p{L}\p{N}]+/gu));
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll("ё", "е");
}
