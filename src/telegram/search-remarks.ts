import { FormattedString } from "@grammyjs/parse-mode";
import type { ListPage } from "./list.ts";
import type { Texts } from "./texts.ts";

/** The query as it was searched: in the layout that was meant, cut where it was too long. */
export function shownQuery({ query, remarks }: ListPage): FormattedString {
  const isCut = remarks?.notices.some(({ kind }) => kind === "shortened") === true;
  return FormattedString.b(remarks?.retyped ?? (isCut ? `${query}…` : query));
}

/** What the reader should know of how the list came to be. */
export function remarksOn({ hits, remarks }: ListPage, texts: Texts): string[] {
  const guesses = remarks?.guesses ?? [];
  const lines = guesses.map(({ word, searched }) => texts.plain("results-guess", { word, searched }));
  for (const notice of remarks?.notices ?? []) {
    if (notice.kind === "not-understood")
      lines.push(texts.plain("results-not-understood", { part: notice.part }));
    else lines.push(texts.plain("results-cut"));
  }
  if (remarks?.isComplete === false) lines.push(texts.plain("results-waiting"));
  // Why some links do not lead to their posts.
  if (hits.some(({ post }) => post.messageId === null)) lines.push(texts.plain("results-unknown-ids"));
  return lines;
}
