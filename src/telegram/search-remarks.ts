import { FormattedString } from "@grammyjs/parse-mode";
import type { QueryNotice } from "../search/query-language.ts";
import type { ListPage } from "./list.ts";
import type { Texts } from "./texts.ts";

/** The query as it was searched: in the layout that was meant, cut where it was too long. */
export function shownQuery({ query, remarks }: ListPage): FormattedString {
  const isCut = remarks?.notices.some(({ kind }) => kind === "shortened") === true;
  return FormattedString.b(remarks?.retyped ?? (isCut ? `${query}…` : query));
}

/** What the reader should know of how the list came to be. */
export function remarksOn({ hits, remarks }: Pick<ListPage, "hits" | "remarks">, texts: Texts): string[] {
  const guesses = remarks?.guesses ?? [];
  const lines = guesses.map(({ word, searched }) => texts.plain("results-guess", { word, searched }));
  lines.push(...noticeLines(remarks?.notices ?? [], texts));
  if (remarks?.isComplete === false) lines.push(texts.plain("results-waiting"));
  // Why some links do not lead to their posts.
  if (hits.some(({ post }) => post.messageId === null)) lines.push(texts.plain("results-unknown-ids"));
  return lines;
}

/** What of a query was not understood. */
export function noticeLines(notices: readonly QueryNotice[], texts: Texts): string[] {
  return notices.map((notice) =>
    notice.kind === "not-understood"
      ? texts.plain("results-not-understood", { part: notice.part })
      : texts.plain("results-cut"),
  );
}
