import { readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import type { Hit, Snippet } from "./hit.ts";
import { snippetAround } from "./snippet.ts";
import { withoutStrayStart } from "./stray-start.ts";
import { titleOf } from "./title.ts";

const HASHTAG = /#[\p{L}\p{N}_]+/gu;
const LEADING_TAGS = /^(?:#[\p{L}\p{N}_]+\s+)+/u;

/** A post as a list of posts shows it when nobody searched: its title, and how it goes on. */
export function openingHit(post: StoredPost): Hit {
  const title = titleOf(post);
  const rest = afterTitle(readableText(post), title);
  return { post, title, snippet: snippetAround(isHashtags(rest) ? "" : rest, []), score: 0 };
}

/** The snippet without the title that is shown above it already; hashtags alone only when they were searched for. */
export function belowTitle({ title, snippet }: Pick<Hit, "title" | "snippet">): Snippet {
  const rest = afterTitle(snippet.text, title);
  const shift = snippet.text.length - rest.length;
  if (shift === 0) return snippet;
  const marks = snippet.marks
    .filter(({ end }) => end > shift)
    .map(({ start, end }) => ({ start: Math.max(0, start - shift), end: end - shift }));
  return { text: marks.length === 0 && isHashtags(rest) ? "" : rest, marks };
}

function isHashtags(text: string): boolean {
  return text.includes("#") && !/[\p{L}\p{N}]/u.test(text.replace(HASHTAG, ""));
}

/** What the text says after its title; a shortened title goes on in the text, behind "…". */
function afterTitle(text: string, title: string): string {
  const shown = title.replace(/…$/, "");
  const opening = [text.trimStart(), text.trimStart().replace(LEADING_TAGS, "")].find((candidate) =>
    candidate.startsWith(shown),
  );
  if (shown === "" || opening === undefined) return text;
  const rest = opening.slice(shown.length);
  if (shown !== title) return `…${withoutStrayStart(rest)}`;
  // "RecSys" is no title of "RecSys2024 …": the word at least has to end there.
  return /^[\p{L}\p{N}]/u.test(rest) ? text : withoutStrayStart(rest);
}
