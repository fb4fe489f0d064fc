/** @import { Entity } from "./api.js" */

/**
 * A run of plain text, or an entity around more of them.
 * @typedef {string | { entity: Entity, children: Piece[] }} Piece
 */

/** @typedef {{ entity: Entity, start: number, end: number }} Span */

const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

/** @param {string} type */
export function isBlock(type) {
  return BLOCKS.has(type);
}

/**
 * Flat entities (offsets in UTF-16 units) as a tree. Entities that cross are cut where the outer one ends, so
 * every character keeps all of its formatting.
 *
 * @param {string} text
 * @param {Entity[]} entities
 * @returns {Piece[]}
 */
export function entityTree(text, entities) {
  const spans = entities
    .map((entity) => ({
      entity,
      start: entity.offset,
      end: Math.min(entity.offset + entity.length, text.length),
    }))
    .filter((span) => span.start >= 0 && span.end > span.start);
  return pieces(text, { start: 0, end: text.length }, spans);
}

/**
 * @param {string} text
 * @param {{ start: number, end: number }} range
 * @param {Span[]} spans all inside the range
 */
function pieces(text, range, spans) {
  /** @type {Piece[]} */
  const found = [];
  let position = range.start;
  let waiting = spans.toSorted(outerFirst);
  for (let span = waiting[0]; span !== undefined; span = waiting[0]) {
    if (span.start > position) found.push(text.slice(position, span.start));
    const { inside, after } = cutAt(span.end, waiting.slice(1));
    found.push({ entity: span.entity, children: pieces(text, span, inside) });
    position = span.end;
    waiting = after.toSorted(outerFirst);
  }
  if (position < range.end) found.push(text.slice(position, range.end));
  return found;
}

/**
 * @param {number} end
 * @param {Span[]} spans
 */
function cutAt(end, spans) {
  const inside = spans
    .filter((span) => span.start < end)
    .map((span) => ({ ...span, end: Math.min(span.end, end) }));
  const after = spans
    .filter((span) => span.end > end)
    .map((span) => ({ ...span, start: Math.max(span.start, end) }));
  return { inside, after };
}

/**
 * @param {Span} a
 * @param {Span} b
 */
function outerFirst(a, b) {
  return (
    a.start - b.start || b.end - a.end || Number(isBlock(b.entity.type)) - Number(isBlock(a.entity.type))
  );
}
