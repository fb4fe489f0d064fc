import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import type { ListedPaper } from "../papers/paper.ts";
import { buttonData, type ListPlace } from "./button-data.ts";
import type { ListPage } from "./list.ts";
import type { ListButtons, ListViewOptions } from "./list-view.ts";
import type { OutgoingMessage } from "./message.ts";
import { addPaging } from "./paging.ts";
import { markOf } from "./paper-mark.ts";
import type { PapersListPage } from "./papers-list.ts";
import { shortened } from "./text-cut.ts";
import type { Texts } from "./texts.ts";

type PapersViewOptions = Pick<ListViewOptions, "texts" | "formatDate" | "buttons">;

const LONGEST_TITLE_CHARS = 200; // ten of them leave room for the rest
const NUMBERS_A_ROW = 5;
const FIRST: ListPlace = { page: 0, order: "relevance" };

/** A page of a list of papers as a message. */
export function showPapersPage(page: PapersListPage, options: PapersViewOptions): OutgoingMessage {
  if (page.total === 0) return showNoPapers(page, options);
  const first = page.page * page.list.pageSize + 1;
  const items = page.papers.map((paper, at) => showPaper(paper, first + at, options));
  return {
    text: FormattedString.join([heading(page, options.texts), ...items, ...footer(page, options)], "\n\n"),
    keyboard: pageButtons(page, options),
  };
}

/** Papers that may be meant, for the reader to choose one. */
export function showChoice(page: ListPage, options: PapersViewOptions): OutgoingMessage {
  const { texts, buttons } = options;
  const papers = page.alternatives ?? [];
  const query = FormattedString.b(page.query);
  const asked = texts.rich(page.isExact === true ? "choose-paper" : "nearest-papers", { query });
  const items = papers.map((paper, at) => showPaper(paper, at + 1, options));
  const keyboard = new InlineKeyboard();
  if (buttons.kind !== "link") addNumbers(keyboard, papers, { first: 1, token: buttons.token, from: FIRST });
  addContinuing(keyboard, buttons, texts);
  return { text: FormattedString.join([asked, ...items], "\n\n"), keyboard };
}

function heading({ list, total }: PapersListPage, texts: Texts): FormattedString {
  const papers = texts.plain("papers-count", { count: total });
  const query = FormattedString.b(shortened(list.query, LONGEST_TITLE_CHARS));
  if (list.similarTo !== undefined)
    return FormattedString.join(
      [texts.rich("papers-alike", { query, papers }), FormattedString.i(texts.plain("papers-alike-how"))],
      "\n",
    );
  return list.query.trim() === ""
    ? texts.rich("papers-all", { count: total })
    : texts.rich("papers-found", { query, papers });
}

/** The title, and below it "2018 · 5 постов · 12 мая 2024". */
function showPaper(
  { title, year, posts, last }: ListedPaper,
  number: number,
  { texts, formatDate }: PapersViewOptions,
): FormattedString {
  const facts = [
    ...(year === null ? [] : [String(year)]),
    posts === 0 ? texts.plain("papers-no-post") : texts.plain("posts-count", { count: posts }),
    ...(last === null ? [] : [formatDate({ date: last })]),
  ];
  const name = FormattedString.b(shortened(title, LONGEST_TITLE_CHARS));
  return FormattedString.join([`${number}. `, name, "\n", FormattedString.i(facts.join(" · "))]);
}

function footer({ isComplete }: PapersListPage, { texts }: PapersViewOptions): FormattedString[] {
  return isComplete ? [] : [FormattedString.i(texts.plain("results-waiting"))];
}

function showNoPapers({ list, isComplete }: PapersListPage, { texts, buttons }: PapersViewOptions) {
  const isAll = list.query.trim() === "" && list.similarTo === undefined;
  if (isAll) return { text: texts.rich(isComplete ? "no-papers" : "no-papers-yet") };
  const kind = list.similarTo === undefined ? "no-papers-found" : "no-papers-alike";
  const query = FormattedString.b(shortened(list.query, LONGEST_TITLE_CHARS));
  const keyboard = new InlineKeyboard();
  if (buttons.kind === "link") addContinuing(keyboard, buttons, texts);
  else keyboard.text(texts.plain("button-papers"), buttonData(buttons.token, { kind: "papers" }));
  return { text: texts.rich(kind, { query }), keyboard };
}

function pageButtons(page: PapersListPage, { texts, buttons }: PapersViewOptions): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  if (buttons.kind !== "link") {
    const { token } = buttons;
    const isMain = buttons.kind === "private";
    const first = page.page * page.list.pageSize + 1;
    if (isMain) addNumbers(keyboard, page.papers, { first, token, from: page });
    addPaging(keyboard, page, { texts, token, isMain });
    addOrder(keyboard, page, { texts, token });
  }
  addContinuing(keyboard, buttons, texts);
  return keyboard;
}

/** A button a paper, with its number in the list. */
function addNumbers(
  keyboard: InlineKeyboard,
  papers: readonly ListedPaper[],
  { first, token, from }: { first: number; token: string; from: ListPlace },
): void {
  const place = { page: from.page, order: from.order };
  for (const [at, { key }] of papers.entries()) {
    if (at % NUMBERS_A_ROW === 0) keyboard.row();
    const data = buttonData(token, { kind: "listed-paper", mark: markOf(key), from: place });
    keyboard.text(String(first + at), data);
  }
  keyboard.row();
}

function addOrder(
  keyboard: InlineKeyboard,
  { list, order, total }: PapersListPage,
  { texts, token }: { texts: Texts; token: string },
): void {
  if (list.similarTo !== undefined || total <= 1) return;
  const isNewest = order === "newest";
  const data = buttonData(token, { kind: "page", page: 0, order: isNewest ? "relevance" : "newest" });
  keyboard.row().text(texts.plain(isNewest ? "button-mentions" : "button-newest"), data);
}

function addContinuing(keyboard: InlineKeyboard, buttons: ListButtons, texts: Texts): void {
  if (buttons.kind === "private") return;
  const key = buttons.kind === "link" ? "button-open-bot" : "button-continue";
  keyboard.row().url(texts.plain(key), buttons.continueUrl).primary();
}
