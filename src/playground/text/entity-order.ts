import type { Entity } from "../message.ts";

// Formatting that may be cut in two where another entity begins or ends; the others are dropped instead.
const SPLITTABLE = ["bold", "italic", "underline", "strikethrough", "spoiler"];
const QUOTES = new Set(["blockquote", "expandable_blockquote"]);
const CODE = new Set(["code", "pre"]);
const PRIORITY: Readonly<Record<string, number>> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 11,
  code: 20,
  text_link: 49,
  text_mention: 49,
  bold: 90,
  italic: 91,
  underline: 92,
  strikethrough: 93,
  spoiler: 94,
  custom_emoji: 99,
};
const DEFAULT_PRIORITY = 50;

export function endOf({ offset, length }: Entity): number {
  return offset + length;
}

/** Outer before inner. */
export function sortEntities(entities: readonly Entity[]): Entity[] {
  return [...entities].sort(
    (a, b) => a.offset - b.offset || b.length - a.length || priorityOf(a) - priorityOf(b),
  );
}

/** Makes given entities nest: what crosses is cut or dropped, as the server does. */
export function nestEntities(entities: readonly Entity[]): Entity[] {
  const sorted = sortEntities(entities.filter(({ length }) => length > 0));
  return areNested(sorted) ? sorted : rebuild(sorted, []);
}

/** Adds entities found in the text where no given one says otherwise. */
export function addFound(entities: readonly Entity[], found: readonly Entity[]): Entity[] {
  if (found.length === 0) return [...entities];
  return entities.length === 0 ? [...found] : rebuild(entities, found);
}

function rebuild(entities: readonly Entity[], found: readonly Entity[]): Entity[] {
  const quotes = withoutOverlaps(entities.filter(({ type }) => QUOTES.has(type)));
  const given = withoutOverlaps(entities.filter(({ type }) => !isSplittable(type) && !QUOTES.has(type)));
  const free = found.filter((entity) => !given.some((other) => overlap(entity, other)));
  const whole = [...given, ...free].filter((entity) => !quotes.some((quote) => cross(entity, quote)));
  const fixed = sortEntities([...whole, ...quotes]);
  return sortEntities([...fixed, ...cut(entities, fixed)]);
}

/** Cuts formatting at every border of the other entities; nothing is kept inside code. */
function cut(entities: readonly Entity[], fixed: readonly Entity[]): Entity[] {
  const borders = new Set(fixed.flatMap((entity) => [entity.offset, endOf(entity)]));
  const code = fixed.filter(({ type }) => CODE.has(type));
  const cutter = new Cutter(sortEntities(entities.filter(({ type }) => isSplittable(type))));
  for (const border of [...borders].sort((a, b) => a - b)) cutter.cutAt(border);
  return cutter.finish().filter((piece) => !code.some((other) => overlap(piece, other)));
}

/** Goes through formatting from left to right: same-type neighbours join, a new one cuts those it begins in. */
class Cutter {
  readonly #waiting: Entity[];
  readonly #open = new Map<string, { offset: number; end: number }>();
  readonly #pieces: Entity[] = [];

  constructor(sorted: Entity[]) {
    this.#waiting = sorted;
  }

  cutAt(border: number): void {
    for (
      let entity = this.#waiting[0];
      entity !== undefined && entity.offset < border;
      entity = this.#waiting[0]
    ) {
      this.#waiting.shift();
      this.#begin(entity);
    }
    this.#flush(border);
  }

  finish(): Entity[] {
    this.cutAt(Number.POSITIVE_INFINITY);
    return this.#pieces;
  }

  #begin(entity: Entity): void {
    const same = this.#open.get(entity.type);
    if (same !== undefined && entity.offset <= same.end) {
      same.end = Math.max(same.end, endOf(entity));
      return;
    }
    this.#flush(entity.offset);
    this.#open.set(entity.type, { offset: entity.offset, end: endOf(entity) });
  }

  #flush(border: number): void {
    for (const [type, range] of this.#open) {
      const end = Math.min(range.end, border);
      if (end > range.offset) this.#pieces.push({ type, offset: range.offset, length: end - range.offset });
      range.offset = Math.max(range.offset, end);
      if (range.end <= border) this.#open.delete(type);
    }
  }
}

function areNested(sorted: readonly Entity[]): boolean {
  const open: Entity[] = [];
  for (const entity of sorted) {
    while (open.length > 0 && endOf(open.at(-1) ?? entity) <= entity.offset) open.pop();
    const parent = open.at(-1);
    if (parent !== undefined && (endOf(entity) > endOf(parent) || !mayContain(open, entity))) return false;
    open.push(entity);
  }
  return true;
}

function mayContain(parents: readonly Entity[], entity: Entity): boolean {
  return parents.every(
    ({ type }) =>
      type !== entity.type &&
      !CODE.has(type) &&
      (isSplittable(type) || QUOTES.has(type) || isSplittable(entity.type)),
  );
}

function withoutOverlaps(entities: readonly Entity[]): Entity[] {
  const kept: Entity[] = [];
  for (const entity of sortEntities(entities)) {
    const last = kept.at(-1);
    if (last === undefined || entity.offset >= endOf(last)) kept.push(entity);
  }
  return kept;
}

function overlap(a: Entity, b: Entity): boolean {
  return a.offset < endOf(b) && b.offset < endOf(a);
}

/** They share characters, and neither holds the other inside a quote. */
function cross(entity: Entity, quote: Entity): boolean {
  const isInside = entity.offset >= quote.offset && endOf(entity) <= endOf(quote);
  return overlap(entity, quote) && !isInside;
}

function isSplittable(type: string): boolean {
  return SPLITTABLE.includes(type);
}

function priorityOf({ type }: Entity): number {
  return PRIORITY[type] ?? DEFAULT_PRIORITY;
}
