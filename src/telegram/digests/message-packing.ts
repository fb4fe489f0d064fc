import { FormattedString } from "@grammyjs/parse-mode";
import { textPages } from "../text-cut.ts";

/** A piece of a digest that is not cut. */
export interface Block {
  readonly text: FormattedString;
  /** How many posts it tells of. */
  readonly posts: number;
  /** A line of a list, right below the one before. */
  readonly isLine?: boolean;
}

export interface Packed {
  readonly messages: readonly FormattedString[];
  /** Posts that had no room. */
  readonly left: number;
}

// A message holds 4,096 characters and 100 entities; the line about what is left takes a few of both.
const PAGE = { chars: 3_950, entities: 95 };
const BETWEEN = "\n\n";

/** Blocks in as few messages as hold them, whole and in their order; after `maxMessages` the rest is left. */
export function packed(blocks: readonly Block[], maxMessages: number): Packed {
  const pieces = blocks.flatMap(inPages);
  const messages: FormattedString[] = [];
  let current: Block[] = [];
  for (const [at, block] of pieces.entries()) {
    if (current.length > 0 && !fits([...current, block])) {
      messages.push(joined(current));
      current = [];
    }
    if (messages.length === maxMessages) return { messages, left: postsFrom(pieces, at) };
    current.push(block);
  }
  return { messages: current.length === 0 ? messages : [...messages, joined(current)], left: 0 };
}

/** Only what no message holds is cut. */
function inPages(block: Block): Block[] {
  if (fits([block])) return [block];
  const { text, posts } = block;
  return textPages(text, PAGE).map((page, at) => ({ text: page, posts: at === 0 ? posts : 0 }));
}

function fits(blocks: readonly Block[]): boolean {
  const chars = blocks.reduce((sum, { text }) => sum + text.rawText.length + BETWEEN.length, 0);
  const entities = blocks.reduce((sum, { text }) => sum + text.rawEntities.length, 0);
  return chars <= PAGE.chars && entities <= PAGE.entities;
}

function joined(blocks: readonly Block[]): FormattedString {
  return FormattedString.join(
    blocks.flatMap(({ text, isLine = false }, at) => (at === 0 ? [text] : [isLine ? "\n" : BETWEEN, text])),
  );
}

function postsFrom(blocks: readonly Block[], start: number): number {
  return blocks.slice(start).reduce((sum, { posts }) => sum + posts, 0);
}
