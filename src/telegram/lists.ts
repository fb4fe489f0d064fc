import type { ListedPaper } from "../papers/paper.ts";
import { administrators, type IsAdmin } from "./admin/administrators.ts";
import { buttonData, type ListPlace } from "./button-data.ts";
import type { ButtonStore } from "./buttons.ts";
import { answer, type BotContext, isGroup, ownerOf } from "./context.ts";
import { deepLinks, tokenFor } from "./deep-links.ts";
import type { Kept } from "./kept.ts";
import {
  isScreen,
  type List,
  type ListPage,
  type ListRequest,
  type ListSources,
  loadPage,
  queryList,
} from "./list.ts";
import { type ListButtons, showPage } from "./list-view.ts";
import type { OutgoingMessage } from "./message.ts";
import { loadPapersPage } from "./papers-list.ts";
import { showPapersPage } from "./papers-view.ts";
import type { DateFormats } from "./post-date.ts";
import { listStyle } from "./settings.ts";

export interface ListDeps extends ListSources {
  readonly buttons: ButtonStore;
  readonly dates: DateFormats;
  /** People by their Telegram ids. */
  readonly adminIds: readonly number[];
  readonly now: () => Date;
  /** A new unguessable name of at most 32 characters from A–Z a–z 0–9 _ -. */
  readonly newToken: () => string;
}

/** Lists in chat: sent as a message, then paged in place by its buttons. */
export interface Lists {
  /** `skipped` entries are left out, as far as whole pages go. */
  send(ctx: BotContext, request: ListRequest, skipped?: number): Promise<void>;
  /** Keeps what a button shows that the person behind the update may press; returns the button's token. */
  keep(kept: Kept | ListRequest, ctx: BotContext): Promise<string>;
  /** A page of a kept list, as a message. */
  page(ctx: BotContext, shown: ShownPage): Promise<OutgoingMessage>;
}

interface ShownPage extends ListPlace {
  readonly list: List;
  readonly token: string;
}

export function createLists(deps: ListDeps): Lists {
  const isAdmin = administrators(deps.adminIds);
  const keep: Lists["keep"] = (kept, ctx) => keepFor(ctx, isScreen(kept) ? kept : sized(kept, ctx), deps);
  const page: Lists["page"] = (ctx, shown) => pageMessage(ctx, shown, { ...deps, keep, isAdmin });
  return {
    keep,
    page,
    send: async (ctx, request, skipped = 0) => {
      const list = sized(request, ctx);
      const token = await keepFor(ctx, list, deps);
      const { order } = listStyle(ctx.settings, isGroup(ctx));
      const place = {
        page: Math.floor(skipped / list.pageSize),
        order: list.kind === "search" ? order : "relevance",
      };
      await answer(ctx, await page(ctx, { list, token, ...place }));
    },
  };
}

function sized(request: ListRequest, ctx: BotContext): List {
  return { pageSize: listStyle(ctx.settings, isGroup(ctx)).pageSize, ...request };
}

async function keepFor(ctx: BotContext, kept: Kept, { buttons, now, newToken }: ListDeps): Promise<string> {
  const token = newToken();
  await buttons.saveButton(token, { userId: ownerOf(ctx), state: JSON.stringify(kept) }, now());
  return token;
}

interface PageDeps extends ListDeps {
  readonly keep: Lists["keep"];
  readonly isAdmin: IsAdmin;
}

async function pageMessage(ctx: BotContext, shown: ShownPage, deps: PageDeps): Promise<OutgoingMessage> {
  const { list, token } = shown;
  const options = {
    texts: ctx.texts,
    formatDate: deps.dates(ctx.texts.language),
    showChannels: (await deps.posts.channels()).length > 1,
    isBrief: isGroup(ctx) && ctx.settings.answerLength === "short",
  };
  if (list.kind === "papers") {
    const page = await loadPapersPage(list, shown, deps.papers);
    const buttons = await buttonsUnder(ctx, { list, page: page.page, token, suggestions: [] }, deps);
    return showPapersPage(page, { ...options, buttons });
  }
  const page = await loadPage(list, shown, deps);
  const suggestions = await suggestionButtons(page, deps.keep, ctx);
  const buttons = await buttonsUnder(ctx, { list, page: page.page, token, suggestions }, deps);
  const hideToken = await hideTokenFor(ctx, page.paper ?? null, deps);
  return showPage(page, {
    ...options,
    buttons: buttons.kind === "private" && hideToken !== null ? { ...buttons, hideToken } : buttons,
  });
}

async function buttonsUnder(
  ctx: BotContext,
  { list, page, ...kept }: Pick<ShownPage, "list" | "page" | "token"> & Suggested,
  deps: PageDeps,
): Promise<ListButtons> {
  if (!isGroup(ctx)) return { kind: "private", ...kept };
  const continueUrl = await deepLinks(ctx.me.username, deps).toList(list, page * list.pageSize);
  return { kind: "group", ...kept, continueUrl };
}

type Suggested = Pick<Extract<ListButtons, { kind: "private" }>, "suggestions">;

/** One row a paper and administrator, however often its card is shown; null for everybody else. */
async function hideTokenFor(
  ctx: BotContext,
  paper: ListedPaper | null,
  { isAdmin, buttons, now }: PageDeps,
): Promise<string | null> {
  if (paper === null || paper.posts === 0 || isGroup(ctx) || !isAdmin(ctx)) return null;
  const kept: Kept = { kind: "paper-to-hide", key: paper.key, title: paper.title };
  const state = JSON.stringify(kept);
  const userId = ownerOf(ctx);
  const token = tokenFor(`${userId} ${state}`);
  await buttons.saveButton(token, { userId, state }, now());
  return token;
}

function suggestionButtons(page: ListPage, keep: Lists["keep"], ctx: BotContext) {
  const suggestions = page.remarks?.suggestions ?? [];
  return Promise.all(
    suggestions.map(async ({ query, total }) => ({
      label: ctx.texts.plain("button-suggestion", { query, count: total }),
      data: buttonData(await keep(queryList("search", query), ctx), { kind: "run" }),
    })),
  );
}
