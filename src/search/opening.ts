import { readableText } from "../channel/passages.ts";
import type { StoredPost } from "../channel/post.ts";
import type { Hit, Snippet } from "./hit.ts";
import { snippetAround } from "./snippet.ts";
import { titleOf } from "./title.ts";

/** A post as a list of posts shows it when nobody searched: its title, and how it goes on. */
export function openingHit(post: StoredPost): Hit {
  const title = titleOf(post);
  return { post, title, snippet: snippetAround(afterTitle(readableText(post), title), []), score: 0 };
}

/** The snippet without the title that is shown above it already. */
export function belowTitle({ title, snippet }: Pick<Hit, "title" | "snippet">): Snippet {
  const rest = afterTitle(snippet.text, title);
  const shift = snippet.text.length - rest.length;
  if (shift === 0) return snippet;
  const marks = snippet.marks
    .filter(({ end }) => end > shift)
    .map(({ start, end }) => ({ start: Math.max(0, start - shift), end: end - shift }));
  return { text: rest, marks };
}

/** What the text says after its title; a shortened title goes on in the text, behind "…". */
function afterTitle(text: string, title: string): string {
  const opening = text.trimStart();
  const shown = title.replace(/…$/, "");
  if (shown === "" || !opening.startsWith(shown)) return text;
  const rest = opening.slice(shown.length);
  if (shown !== title) return `…${rest.trimStart()}`;
  // "RecSys" is no title of "RecSys2024 …": the word at least has to end there.
  return /^[\p{L}\p{N}]/u.test(rest) ? text : rest.replace(/^[\s.!?:…]+/u, "");
}
