import { FormattedString, fmt } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { arxivLinks, readPaperName } from "../papers/paper-name.ts";
import type { Hit, HitOrder, Snippet } from "../search/hit.ts";
import { belowTitle } from "../search/opening.ts";
import type { SimilarHit } from "../search/similar.ts";
import { buttonData } from "./button-data.ts";
import type { ListPage } from "./list.ts";
import { MAX_ENTITIES, type OutgoingMessage } from "./message.ts";
import { markedText, type SourceOptions, showSource, showTitle } from "./post-view.ts";
import type { Texts } from "./texts.ts";

export interface ListViewOptions extends SourceOptions {
  readonly texts: Texts;
  readonly buttons: ListButtons;
  /** Quotes fold, so that an answer takes little of somebody's talk. */
  readonly isBrief: boolean;
}

/** What stands under a list. */
export type ListButtons =
  /** Everything: pages, order, each post by itself. */
  | ({ readonly kind: "private" } & KeptList)
  /** Pages and order, and where to go on in private. */
  | ({ readonly kind: "group"; readonly continueUrl: string } & KeptList)
  /** Where we are not, nobody can press anything but a link. */
  | { readonly kind: "link"; readonly continueUrl: string };

interface KeptList {
  /** Names the list in callback data. */
  readonly token: string;
  /** Buttons that ask something else instead of what found nothing. */
  readonly suggestions: readonly { readonly label: string; readonly data: string }[];
}

const MAX_MARKS_A_HIT = 6;
// Title, link, line of the source, date and quote; and the message has a few of its own.
const ENTITIES_A_HIT = 5;
const OTHER_ENTITIES = 6;
const CARDS_A_ROW = 5;

/** A page of a list as a message; a list without posts says what to try next. */
export function showPage(page: ListPage, options: ListViewOptions): OutgoingMessage {
  if (page.total === 0) return showNothing(page, options);
  const first = page.page * page.list.pageSize + 1;
  const maxMarks = marksAHit(page.hits.length);
  const items = page.hits.map((hit, at) => showHit(hit, { ...options, number: first + at, maxMarks }));
  return {
    text: FormattedString.join(
      [heading(page, options.texts), ...items, ...footer(page, options.texts)],
      "\n\n",
    ),
    keyboard: pageButtons(page, options),
  };
}

function heading(page: ListPage, texts: Texts): FormattedString {
  const query = FormattedString.b(page.list.kind === "paper" ? shownPaper(page.query) : page.query);
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

/** An address of arXiv is called after the paper's number. */
function shownPaper(name: string): string {
  const paper = readPaperName(name);
  return paper.kind === "arxiv" ? `arXiv ${paper.phrase}` : name;
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

function marksAHit(hits: number): number {
  const room = Math.floor((MAX_ENTITIES - OTHER_ENTITIES) / hits) - ENTITIES_A_HIT;
  return Math.max(0, Math.min(MAX_MARKS_A_HIT, room));
}

interface HitOptions extends ListViewOptions {
  readonly number: number;
  readonly maxMarks: number;
}

function showHit(hit: Hit | SimilarHit, options: HitOptions): FormattedString {
  const lines = [fmt`${options.number}. ${showTitle(hit, options.texts)}`, showSource(hit.post, options)];
  const snippet = belowTitle(hit);
  if (snippet.text !== "") lines.push(showQuote(snippet, options));
  if ("shared" in hit) lines.push(showShared(hit.shared, options.texts));
  return FormattedString.join(lines, "\n");
}

/** The snippet as a quotation, with its matches in bold. */
function showQuote(snippet: Snippet, { isBrief, maxMarks }: HitOptions): FormattedString {
  const text = markedText(snippet, maxMarks);
  return isBrief ? FormattedString.expandableBlockquote(text) : FormattedString.blockquote(text);
}

function showShared(shared: readonly string[], texts: Texts): FormattedString {
  return texts.rich("results-shared", { shared: FormattedString.b(shared.join(", ")) });
}

function showNothing(page: ListPage, { texts, buttons }: ListViewOptions): OutgoingMessage {
  const { list, query } = page;
  if (list.kind === "latest") return { text: texts.rich("nothing-latest") };
  if (!/[\p{L}\p{N}]/u.test(query)) return { text: texts.rich("nothing-query") };
  const nothing = texts.rich(`nothing-${list.kind}`, { query: shownQuery(page) });
  const hasInstead = buttons.kind !== "link" && buttons.suggestions.length > 0;
  const next = texts.rich(hasInstead ? "nothing-instead" : `nothing-${list.kind}-next`);
  const text = FormattedString.join([nothing, ...footer(page, texts), next], "\n");
  return { text, keyboard: insteadButtons(buttons, texts) };
}

function insteadButtons(buttons: ListButtons, texts: Texts): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  if (buttons.kind === "link") return keyboard.url(texts.plain("button-open-bot"), buttons.continueUrl);
  for (const { label, data } of buttons.suggestions) keyboard.text(label, data).row();
  return keyboard.text(texts.plain("button-latest"), buttonData(buttons.token, { kind: "latest" }));
}

function pageButtons(page: ListPage, { texts, buttons }: ListViewOptions): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  switch (buttons.kind) {
    case "link":
      return keyboard.url(texts.plain("button-open-bot"), buttons.continueUrl).primary();
    case "group":
      addPaging(keyboard, page, { texts, token: buttons.token, isMain: false });
      return keyboard.row().url(texts.plain("button-continue"), buttons.continueUrl).primary();
    case "private":
      addCards(keyboard, page, buttons.token);
      addPaging(keyboard, page, { texts, token: buttons.token, isMain: true });
      return keyboard;
    default:
      return buttons satisfies never;
  }
}

/** A button a post, with its number in the list. */
function addCards(keyboard: InlineKeyboard, page: ListPage, token: string): void {
  const first = page.page * page.list.pageSize + 1;
  const from = { page: page.page, order: page.order };
  for (const [at, { post }] of page.hits.entries()) {
    if (at % CARDS_A_ROW === 0) keyboard.row();
    keyboard.text(String(first + at), buttonData(token, { kind: "card", postId: post.id, page: 0, from }));
  }
  keyboard.row();
}

function addPaging(
  keyboard: InlineKeyboard,
  page: ListPage,
  { texts, token, isMain }: { texts: Texts; token: string; isMain: boolean },
): void {
  const goTo = (target: number, order: HitOrder) => buttonData(token, { kind: "page", page: target, order });
  if (page.page > 0) keyboard.text(texts.plain("button-previous"), goTo(page.page - 1, page.order));
  if (page.pages > 1) keyboard.text(pageNumber(page, texts), buttonData(token, { kind: "stay" }));
  if (page.page + 1 < page.pages) {
    keyboard.text(texts.plain("button-next"), goTo(page.page + 1, page.order));
    if (isMain) keyboard.primary();
  }
  const links = page.list.kind === "paper" ? arxivLinks(readPaperName(page.query)) : null;
  if (links !== null) keyboard.row().url("arXiv", links.page).url("PDF", links.pdf);
  if (page.list.kind === "search" && page.total > 1) {
    const other: HitOrder = page.order === "relevance" ? "newest" : "relevance";
    keyboard.row().text(texts.plain(`button-${other}`), goTo(0, other));
  }
}

function pageNumber({ page, pages }: ListPage, texts: Texts): string {
  return texts.plain("results-page", { page: page + 1, pages });
}
