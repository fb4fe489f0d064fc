import { FormattedString, fmt } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { postUrl, type StoredPost } from "../channel/post.ts";
import type { Hit, HitOrder, Snippet } from "../search/hit.ts";
import { belowTitle } from "../search/opening.ts";
import type { SimilarHit } from "../search/similar.ts";
import { buttonData } from "./button-data.ts";
import type { ListPage } from "./list.ts";
import type { OutgoingMessage } from "./message.ts";
import type { FormatDate } from "./post-date.ts";
import type { Texts } from "./texts.ts";

export interface ListViewOptions {
  readonly texts: Texts;
  readonly formatDate: FormatDate;
  /** Channel titles are shown when posts of several channels may stand side by side. */
  readonly showChannels: boolean;
  /** Names the list in callback data. */
  readonly token: string;
  /** Buttons that ask something else instead of what found nothing. */
  readonly suggestions: readonly { readonly label: string; readonly data: string }[];
}

// Ten hits with a linked title, a date and these make 90 of Telegram's 100 entities a message.
const MAX_MARKS_A_HIT = 6;

/** A page of a list as a message; a list without posts says what to try next. */
export function showPage(page: ListPage, options: ListViewOptions): OutgoingMessage {
  if (page.total === 0) return showNothing(page, options);
  const first = page.page * page.list.pageSize + 1;
  const items = page.hits.map((hit, at) => showHit(hit, first + at, options));
  return {
    text: FormattedString.join(
      [heading(page, options.texts), ...items, ...footer(page, options.texts)],
      "\n\n",
    ),
    keyboard: pageButtons(page, options),
  };
}

function heading(page: ListPage, texts: Texts): FormattedString {
  const query = FormattedString.b(page.query);
  const posts = texts.plain("posts-count", { count: page.total });
  switch (page.list.kind) {
    case "latest":
      return texts.rich("results-latest", { count: page.total });
    case "paper":
      return page.isExact === true
        ? texts.rich("results-paper", { query, posts })
        : texts.rich("results-paper-near", { query });
    case "similar":
      return texts.rich("results-similar", { query, posts });
    case "search":
      return texts.rich("results-search", { query: shownQuery(page), posts });
    default:
      return page.list.kind satisfies never;
  }
}

/** The query as it was searched: in the layout that was meant, cut where it was too long. */
function shownQuery({ query, remarks }: ListPage): FormattedString {
  const isCut = remarks?.notices.some(({ kind }) => kind === "shortened") === true;
  return FormattedString.b(remarks?.retyped ?? (isCut ? `${query}…` : query));
}

/** What the reader should know of how the list came to be. */
function footer({ hits, remarks }: ListPage, texts: Texts): FormattedString[] {
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
  return lines.length === 0 ? [] : [FormattedString.i(lines.join("\n"))];
}

function showHit(hit: Hit | SimilarHit, number: number, options: ListViewOptions): FormattedString {
  const { post } = hit;
  const snippet = belowTitle(hit);
  const lines = [fmt`${number}. ${showTitle(hit, options.texts)}`, FormattedString.i(source(post, options))];
  if (snippet.text !== "") lines.push(showSnippet(snippet));
  if ("shared" in hit) lines.push(showShared(hit.shared, options.texts));
  return FormattedString.join(lines, "\n");
}

function showTitle({ post, title }: Hit, texts: Texts): FormattedString {
  const label = FormattedString.b(
    title === "" ? texts.plain(`media-${post.media[0]?.kind ?? "other"}`) : title,
  );
  const url = postUrl(post);
  return url === null ? label : FormattedString.a(label, url);
}

function source(post: StoredPost, { showChannels, formatDate }: ListViewOptions): string {
  const parts = [formatDate(post)];
  if (showChannels) parts.push(post.channel.title ?? post.channel.username ?? "");
  return parts.filter((part) => part !== "").join(" · ");
}

function showShared(shared: readonly string[], texts: Texts): FormattedString {
  return texts.rich("results-shared", { shared: FormattedString.b(shared.join(", ")) });
}

/** The snippet with its matches in bold. */
function showSnippet({ text, marks }: Snippet): FormattedString {
  const entities = marks.slice(0, MAX_MARKS_A_HIT).map(({ start, end }) => ({
    type: "bold" as const,
    offset: start,
    length: end - start,
  }));
  return new FormattedString(text, entities);
}

function showNothing(page: ListPage, { texts, token, suggestions }: ListViewOptions): OutgoingMessage {
  const { list, query } = page;
  if (list.kind === "latest") return { text: texts.rich("nothing-latest") };
  if (!/[\p{L}\p{N}]/u.test(query)) return { text: texts.rich("nothing-query") };
  const keyboard = new InlineKeyboard();
  for (const { label, data } of suggestions) keyboard.text(label, data).row();
  const nothing = texts.rich(`nothing-${list.kind}`, { query: shownQuery(page) });
  const next =
    suggestions.length > 0 ? texts.rich("nothing-instead") : texts.rich(`nothing-${list.kind}-next`);
  return {
    text: FormattedString.join([nothing, ...footer(page, texts), next], "\n"),
    keyboard: keyboard.text(texts.plain("button-latest"), buttonData(token, "latest")),
  };
}

function pageButtons(page: ListPage, { texts, token }: ListViewOptions): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  const goTo = (target: number, order: HitOrder) => buttonData(token, `${target}.${order}`);
  if (page.page > 0) keyboard.text(texts.plain("button-previous"), goTo(page.page - 1, page.order));
  if (page.pages > 1) keyboard.text(pageNumber(page, texts), buttonData(token, "stay"));
  if (page.page + 1 < page.pages) keyboard.text(texts.plain("button-next"), goTo(page.page + 1, page.order));
  if (page.list.kind === "search" && page.total > 1) {
    const other: HitOrder = page.order === "relevance" ? "newest" : "relevance";
    keyboard.row().text(texts.plain(`button-${other}`), goTo(0, other));
  }
  return keyboard;
}

function pageNumber({ page, pages }: ListPage, texts: Texts): string {
  return texts.plain("results-page", { page: page + 1, pages });
}
