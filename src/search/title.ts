import type { Media, Post } from "../channel/post.ts";

type Titled = Pick<Post, "text" | "entities" | "poll" | "media">;

const LONGEST_TITLE_CHARS = 100;
const TAGS_AND_LINKS = /(?:^|\s)(?:#[\p{L}\p{N}_]+|https?:\/\/\S+)/gu;
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
const LETTER = /[\p{L}\p{N}]/u;

/** The author's bold heading or first line, else the poll's question, else what is attached; at most 100 characters. Empty for a post that shows none of these: a photo alone. */
export function titleOf(post: Titled): string {
  const title =
    headingOf(post) ?? post.poll?.question ?? mediaTitle(post.media) ?? firstLine(post.text, () => true);
  return shorten((title ?? "").replace(INVISIBLE, "").replace(/\s+/g, " ").trim());
}

/** A line of tags or a bare link says less about a post than the line after it. */
function headingOf(post: Titled): string | null {
  const line = firstLine(post.text, (text) => !isTagsAndLinks(text));
  if (line === null) return null;
  return boldStart(post, line) ?? line.replace(/([^.])\.$/, "$1");
}

/** True iff the text has no word but in hashtags and addresses. */
export function isTagsAndLinks(text: string): boolean {
  return !LETTER.test(text.replace(TAGS_AND_LINKS, ""));
}

function firstLine(text: string, says: (line: string) => boolean): string | null {
  const line = text.split("\n").find((candidate) => candidate.trim() !== "" && says(candidate));
  return line?.trim() ?? null;
}

/** The bold words that a long first line opens with: "**Two towers.** Last week we…". */
function boldStart({ text, entities }: Titled, line: string): string | null {
  if (line.length <= LONGEST_TITLE_CHARS) return null;
  const start = text.indexOf(line);
  const bold = entities.find(({ type, offset }) => type === "bold" && Math.abs(offset - start) <= 4);
  if (bold === undefined) return null;
  const words = text.slice(bold.offset, bold.offset + bold.length).trim();
  return LETTER.test(words) ? words.replace(/([^.])\.$/, "$1") : null;
}

function mediaTitle(media: readonly Media[]): string | null {
  const titled = media.find(({ title }) => title !== undefined && title.trim() !== "");
  return titled?.title ?? null;
}

function shorten(title: string): string {
  if (title.length <= LONGEST_TITLE_CHARS) return title;
  const room = title.slice(0, LONGEST_TITLE_CHARS - 1);
  const space = room.lastIndexOf(" ");
  const cut = space > LONGEST_TITLE_CHARS / 2 ? room.slice(0, space) : room.replace(/[\ud800-\udbff]$/, "");
  return `${cut.replace(/[\s,;:–—-]+$/, "")}…`;
}
