import type { Post } from "./post.ts";

/** A part of a post worth finding by itself. Offsets in UTF-16 units into `readableText(post)`. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  /** The author's heading of the section that the passage belongs to. */
  readonly heading?: string;
}

export type ReadablePost = Pick<Post, "text" | "entities" | "poll" | "media">;

/** A shorter post is one passage, whatever its shape. */
const SHORT_POST_CHARS = 500;
/** Shorter blocks join what follows them: a line alone matches too easily and says too little. */
const SMALL_PASSAGE_CHARS = 200;
/** Longer blocks are split at sentences, so that length does not hide what they are about. */
const LARGE_PASSAGE_CHARS = 1000;
const LONGEST_HEADING_CHARS = 160; // titles of papers are headings too

const LIST_ITEM = /^\s*(?:[*•▪◦‣·–—-]|\d{1,3}[.)]|\(?\d{1,3}\)|\p{Extended_Pictographic}\ufe0f?)\s+\S/u;
const EMOJI_LED = /^\s*(?:\p{Extended_Pictographic}|\p{Regional_Indicator})/u;
const NEXT_LINE_EMOJI = /\n(\p{Extended_Pictographic}|\p{Regional_Indicator})/gu;
const SENTENCE_INSIDE = /[.!?…]\s+\S/u;
const SENTENCE_END = /[.!?…。！？]+["»”)]*\s+|[。！？]/gu;

/**
 * What a reader can see of a post and look for: its text, then the poll and the titles of its media,
 * a line each. The text comes first, so entities keep their offsets.
 */
export function readableText(post: Pick<Post, "text" | "poll" | "media">): string {
  const poll = post.poll === null ? [] : [post.poll.question, ...post.poll.options];
  const titles = post.media.flatMap((media) => media.title ?? []);
  return [post.text, ...poll, ...titles].filter((part) => part.trim() !== "").join("\n");
}

/**
 * Cuts a post where its author cut it: headings, blank lines, items of a list.
 * The passages cover the readable text in order, without gaps; an empty post has none.
 */
export function passagesOf(post: ReadablePost): Passage[] {
  const text = readableText(post);
  if (text.trim() === "") return [];
  const blocks = blocksOf(text, post);
  if (text.length <= SHORT_POST_CHARS) return [passage(0, text.length, blocks[0]?.heading)];
  return merged(blocks).flatMap((block) => split(text, block));
}

interface Block {
  readonly start: number;
  readonly end: number;
  readonly heading: string | undefined;
  /** A new section: what stands before it is never joined to it. */
  readonly opensSection: boolean;
}

interface Line {
  readonly start: number;
  /** After the line break. */
  readonly end: number;
  readonly text: string;
}

function blocksOf(text: string, post: ReadablePost): Block[] {
  const lines = linesOf(text);
  const leads = countLeads(post.text);
  const blocks: Block[] = [];
  let heading: string | undefined;
  for (const [place, line] of lines.entries()) {
    const before = lines[place - 1];
    const isHeading = isSectionHeading(line, { before, after: lines[place + 1], post, leads });
    if (isHeading) heading = headingText(line.text);
    const last = blocks.at(-1);
    if (last !== undefined && !isHeading && !startsBlock(line, before)) {
      blocks[blocks.length - 1] = { ...last, end: line.end };
    } else blocks.push({ start: line.start, end: line.end, heading, opensSection: isHeading });
  }
  return blocks;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const lineBreak = text.indexOf("\n", start);
    const end = lineBreak < 0 ? text.length : lineBreak + 1;
    lines.push({ start, end, text: text.slice(start, end).trim() });
    start = end;
  }
  return lines;
}

/** Blank lines belong to what stands before them. */
function startsBlock(line: Line, before: Line | undefined): boolean {
  if (line.text === "") return false;
  return before?.text === "" || LIST_ITEM.test(line.text);
}

interface Surroundings {
  readonly before: Line | undefined;
  readonly after: Line | undefined;
  readonly post: ReadablePost;
  readonly leads: ReadonlyMap<string, number>;
}

/** A short line of its own that is bold, is led by an emoji, or stands alone and ends with a period. */
function isSectionHeading(line: Line, { before, after, post, leads }: Surroundings): boolean {
  const { text } = line;
  if (text === "" || text.length > LONGEST_HEADING_CHARS || !/\p{L}/u.test(text)) return false;
  if (isBold(line, post)) return true;
  if (SENTENCE_INSIDE.test(text)) return false;
  if (isOneOfItems(text, leads)) return false;
  const standsAlone = (before?.text ?? "") === "" && (after?.text ?? "") === "";
  return standsAlone && after !== undefined && (text.endsWith(".") || EMOJI_LED.test(text));
}

/** Lines led by one and the same emoji are the items of a list. */
function isOneOfItems(line: string, leads: ReadonlyMap<string, number>): boolean {
  const emoji = EMOJI_LED.exec(line)?.[0];
  return emoji !== undefined && (leads.get(emoji) ?? 0) > 1;
}

/** How many lines each emoji leads. The first line is often a title with the same emoji, so it does not count. */
function countLeads(text: string): Map<string, number> {
  const leads = new Map<string, number>();
  for (const [, emoji = ""] of text.matchAll(NEXT_LINE_EMOJI)) leads.set(emoji, (leads.get(emoji) ?? 0) + 1);
  return leads;
}

function isBold(line: Line, post: ReadablePost): boolean {
  const start = line.start + (post.text.slice(line.start, line.end).search(/\S/) + 1 || 1) - 1;
  const end = start + line.text.length;
  return post.entities.some(
    ({ type, offset, length }) => type === "bold" && offset <= start && offset + length >= end - 1,
  );
}

function headingText(line: string): string {
  return line.replace(/\.$/, "");
}

/** Small blocks take in what follows them, up to the next section. */
function merged(blocks: readonly Block[]): Block[] {
  const result: Block[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (last === undefined || !joins(last, block)) result.push(block);
    else result[result.length - 1] = { ...last, end: block.end, heading: headingOfBoth(last, block) };
  }
  return result;
}

function joins(last: Block, next: Block): boolean {
  const length = last.end - last.start;
  if (length + next.end - next.start > LARGE_PASSAGE_CHARS) return false;
  if (next.opensSection) return last.opensSection && length <= LONGEST_HEADING_CHARS;
  return length < SMALL_PASSAGE_CHARS || next.end - next.start < SMALL_PASSAGE_CHARS / 2;
}

function headingOfBoth(last: Block, next: Block): string | undefined {
  return next.opensSection ? next.heading : (last.heading ?? next.heading);
}

function split(text: string, block: Block): Passage[] {
  const passages: Passage[] = [];
  let { start } = block;
  while (block.end - start > LARGE_PASSAGE_CHARS) {
    const end = cutPlace(text, start, block.end);
    passages.push(passage(start, end, block.heading));
    start = end;
  }
  return [...passages, passage(start, block.end, block.heading)];
}

/** After the last sentence that fits, else after the last space, else anywhere but inside a surrogate pair. */
function cutPlace(text: string, start: number, end: number): number {
  const limit = Math.min(start + LARGE_PASSAGE_CHARS, end);
  const window = text.slice(start, limit);
  let cut = 0;
  for (const match of window.matchAll(SENTENCE_END)) cut = match.index + match[0].length;
  if (cut < SMALL_PASSAGE_CHARS) cut = Math.max(window.lastIndexOf(" "), window.lastIndexOf("\n")) + 1;
  if (cut < SMALL_PASSAGE_CHARS) cut = window.length;
  return start + cut - (isHighSurrogate(text.charCodeAt(start + cut - 1)) ? 1 : 0);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function passage(start: number, end: number, heading: string | undefined): Passage {
  return heading === undefined ? { start, end } : { start, end, heading };
}
