import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import type { HitOrder } from "../search/hit.ts";
import { buttonData } from "./button-data.ts";
import { addCards } from "./card-buttons.ts";
import { alertsData } from "./digests/digest-data.ts";
import { showHits } from "./hit-view.ts";
import type { ListPage } from "./list.ts";
import type { OutgoingMessage } from "./message.ts";
import { showNothing } from "./nothing-view.ts";
import { addPaging } from "./paging.ts";
import { addPaperButtons, isChoice, isOfPaper, paperFooter, paperHeading } from "./paper-view.ts";
import { showChoice } from "./papers-view.ts";
import type { SourceOptions } from "./post-view.ts";
import { remarksOn, shownQuery } from "./search-remarks.ts";
import type { Texts } from "./texts.ts";

export interface ListViewOptions extends SourceOptions {
  readonly texts: Texts;
  readonly buttons: ListButtons;
  /** Quotes fold, so that an answer takes little of somebody's talk. */
  readonly isBrief: boolean;
}

/** What stands under a list. */
export type ListButtons =
  /** Everything: pages, order, each post by itself. `hideToken` lets an administrator say that a paper is none. */
  | ({ readonly kind: "private"; readonly hideToken?: string } & KeptList)
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

/** A page of a list of posts as a message; a list without posts says what to try next. */
export function showPage(page: ListPage, options: ListViewOptions): OutgoingMessage {
  if (isChoice(page)) return showChoice(page, options);
  if (page.total === 0 && !isOfPaper(page)) return showNothing(page, options);
  const first = page.page * page.list.pageSize + 1;
  return {
    text: FormattedString.join(
      [heading(page, options), ...showHits(page.hits, first, options), ...footer(page, options)],
      "\n\n",
    ),
    keyboard: pageButtons(page, options),
  };
}

function heading(page: ListPage, options: ListViewOptions): FormattedString {
  const { texts } = options;
  const posts = texts.plain("posts-count", { count: page.total });
  switch (page.list.kind) {
    case "latest":
      return texts.rich("results-latest", { count: page.total });
    case "paper":
      return paperHeading(page, options);
    case "similar":
      return texts.rich("results-similar", { query: FormattedString.b(page.query), posts });
    case "sources":
      return texts.rich("results-sources", { query: FormattedString.b(page.query) });
    case "search":
      return texts.rich("results-search", { query: shownQuery(page), posts });
    default:
      return page.list.kind satisfies never;
  }
}

function footer(page: ListPage, { texts, buttons }: ListViewOptions): FormattedString[] {
  const forAdmins = buttons.kind === "private" && buttons.hideToken !== undefined;
  const lines = [...remarksOn(page, texts), ...(forAdmins ? paperFooter(page, texts) : [])];
  return lines.length === 0 ? [] : [FormattedString.i(lines.join("\n"))];
}

function pageButtons(page: ListPage, options: ListViewOptions): InlineKeyboard {
  const { texts, buttons } = options;
  const keyboard = new InlineKeyboard();
  switch (buttons.kind) {
    case "link":
      return keyboard.url(texts.plain("button-open-bot"), buttons.continueUrl).primary();
    case "group":
      addPaging(keyboard, page, { texts, token: buttons.token, isMain: false });
      addOfKind(keyboard, page, options);
      return keyboard.row().url(texts.plain("button-continue"), buttons.continueUrl).primary();
    case "private":
      addCards(
        keyboard,
        page.hits.map(({ post }) => post),
        {
          token: buttons.token,
          first: page.page * page.list.pageSize + 1,
          from: { page: page.page, order: page.order },
        },
      );
      addPaging(keyboard, page, { texts, token: buttons.token, isMain: true });
      addOfKind(keyboard, page, options);
      return keyboard;
    default:
      return buttons satisfies never;
  }
}

/** What only a search or only a paper has. */
function addOfKind(keyboard: InlineKeyboard, page: ListPage, { texts, buttons }: ListViewOptions): void {
  if (page.list.kind === "paper") addPaperButtons(keyboard, page, { texts, buttons });
  if (page.list.kind !== "search" || buttons.kind === "link") return;
  keyboard.row();
  if (page.total > 1) {
    const order: HitOrder = page.order === "relevance" ? "newest" : "relevance";
    const data = buttonData(buttons.token, { kind: "page", page: 0, order });
    keyboard.text(texts.plain(`button-${order}`), data);
  }
  if (buttons.kind === "private")
    keyboard.text(texts.plain("button-watch"), alertsData("watch", buttons.token));
}
