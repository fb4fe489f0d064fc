import type { Entity, StyledText } from "../message.ts";
import { badRequest } from "../refusal.ts";
import { endOf, nestEntities, sortEntities } from "./entity-order.ts";

// Line separators and direction marks, vertical strokes, carriage returns.
const DROPPED = /\r|[\u2028-\u202e]|\u0333|\u033f|\u030a/u;
// Control characters except the line break become spaces.
const CONTROL = /(?!\n)\p{Cc}/u;
const FIRST_KEPT_CONTROL = "\u007f"; // the server only looks at the first 32
const INVISIBLE_ONLY = /^(?:[\s\u00ad\u115f\u180e\ufeff]|[\u200b-\u200f\u2060-\u206f]|\u034f)*$/u;
// What such an entity says is not in its characters, so it may stand on a space.
const CARRIES_DATA = new Set(["text_link", "text_mention", "custom_emoji", "date_time"]);
const MAX_OFFSET = 1_000_000;

/** Text as the server keeps it: cleaned and trimmed, entities checked, nested and moved along. "" when nothing is left. */
export function cleanText(text: string, entities: readonly Entity[]): StyledText {
  if (!text.isWellFormed()) throw badRequest("strings must be encoded in UTF-8");
  const given = nestEntities(checked(text, entities));
  return trimmed(withoutForbidden(text, given));
}

/** Refuses entities outside of the text or ending inside a surrogate pair. */
function checked(text: string, entities: readonly Entity[]): Entity[] {
  for (const { offset, length } of entities) {
    if (offset < 0 || offset > MAX_OFFSET)
      throw badRequest(`receive an entity with incorrect offset ${offset}`);
    if (length < 0 || length > MAX_OFFSET)
      throw badRequest(`receive an entity with incorrect length ${length}`);
  }
  const sorted = sortEntities(entities.filter(({ length }) => length > 0));
  for (const entity of sorted) checkBorders(text, entity);
  return sorted;
}

function checkBorders(text: string, entity: Entity): void {
  const { offset } = entity;
  const end = endOf(entity);
  if (offset > text.length) {
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${offset}`);
  }
  if (splitsPair(text, offset)) {
    throw badRequest(
      `entity begins in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, offset + 1)}`,
    );
  }
  if (end > text.length) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends after the end of the text at UTF-16 offset ${end}`,
    );
  }
  if (splitsPair(text, end)) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${offset} ends in a middle of a UTF-16 symbol at byte offset ${bytesBefore(text, end + 1)}`,
    );
  }
}

function splitsPair(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function bytesBefore(text: string, end: number): number {
  return Buffer.byteLength(text.slice(0, end));
}

function withoutForbidden(text: string, entities: readonly Entity[]): StyledText {
  if (!DROPPED.test(text) && !CONTROL.test(text)) return { text, entities };
  const kept = new Int32Array(text.length + 1);
  let result = "";
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (!DROPPED.test(char)) result += isReplaced(char) ? " " : char;
    kept[i + 1] = result.length;
  }
  const moved = entities.map((entity) => between(entity, kept[entity.offset] ?? 0, kept[endOf(entity)] ?? 0));
  return { text: result, entities: moved.filter(({ length }) => length > 0) };
}

function isReplaced(char: string): boolean {
  return CONTROL.test(char) && char < FIRST_KEPT_CONTROL;
}

function trimmed({ text, entities }: StyledText): StyledText {
  const end = visibleEnd(text);
  if (end === 0 || INVISIBLE_ONLY.test(text)) return { text: "", entities: [] };
  const visible = nestEntities(entities.flatMap((entity) => visiblePart(text.slice(0, end), entity)));
  const firstEntity = visible[0]?.offset ?? end;
  const start = Math.min(firstEntity, /^[ \n]*/.exec(text)?.[0].length ?? 0);
  return {
    text: text.slice(start, end),
    entities: visible.map((entity) => ({ ...entity, offset: entity.offset - start })),
  };
}

/** A loop, because a regular expression anchored at the end takes quadratic time on long runs of spaces. */
function visibleEnd(text: string): number {
  let end = text.length;
  while (end > 0 && (text[end - 1] === " " || text[end - 1] === "\n")) end--;
  return end;
}

/** Nothing when the entity stands on white space only. */
function visiblePart(text: string, entity: Entity): Entity[] {
  const end = Math.min(endOf(entity), text.length);
  if (entity.offset >= end) return [];
  if (CARRIES_DATA.has(entity.type)) return [between(entity, entity.offset, end)];
  const spaces = /^[ \n]*/.exec(text.slice(entity.offset, end))?.[0].length ?? 0;
  return entity.offset + spaces >= end ? [] : [between(entity, entity.offset + spaces, end)];
}

function between(entity: Entity, start: number, end: number): Entity {
  return { ...entity, offset: start, length: end - start };
}
