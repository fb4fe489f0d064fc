import type { ListedPaper } from "../papers/paper.ts";
import type { IsAdmin } from "./admin/administrators.ts";
import { buttonData, type ListPlace } from "./button-data.ts";
import { type BotContext, isGroup, ownerOf } from "./context.ts";
import { deepLinks, tokenFor } from "./deep-links.ts";
import type { Kept } from "./kept.ts";
import { type List, type ListPage, loadPage, type PapersList, type PostList, queryList } from "./list.ts";
import { type ListButtons, type ListViewOptions, showPage } from "./list-view.ts";
import type { ListDeps, Lists } from "./lists.ts";
import type { OutgoingMessage } from "./message.ts";
import { loadPapersPage } from "./papers-list.ts";
import { showPapersPage } from "./papers-view.ts";

/** A page of a kept list. */
export interface ShownPage<Listed extends List = List> extends ListPlace {
  readonly list: Listed;
  readonly token: string;
}

export interface PageDeps extends Omit<ListDeps, "answers" | "feedback" | "beginDraft"> {
  readonly keep: Lists["keep"];
  readonly isAdmin: IsAdmin;
}

/** A page of a list of posts or papers, as a message. */
export async function pageMessage(
  ctx: BotContext,
  shown: ShownPage<PostList | PapersList>,
  deps: PageDeps,
): Promise<OutgoingMessage> {
  const { list } = shown;
  return list.kind === "papers"
    ? papersMessage(ctx, { ...shown, list }, deps)
    : postsMessage(ctx, { ...shown, list }, deps);
}

type ReaderView = Omit<ListViewOptions, "buttons">;

/** How this chat's reader sees lists. */
export async function viewFor(ctx: BotContext, { dates, posts }: PageDeps): Promise<ReaderView> {
  return {
    texts: ctx.texts,
    formatDate: dates(ctx.texts.language),
    showChannels: (await posts.channels()).length > 1,
    isBrief: isGroup(ctx) && ctx.settings.answerLength === "short",
  };
}

async function papersMessage(
  ctx: BotContext,
  { list, token, ...place }: ShownPage<PapersList>,
  deps: PageDeps,
): Promise<OutgoingMessage> {
  const [page, view] = await Promise.all([loadPapersPage(list, place, deps.papers), viewFor(ctx, deps)]);
  const buttons = await buttonsUnder(ctx, { list, page: page.page, token, suggestions: [] }, deps);
  return showPapersPage(page, { ...view, buttons });
}

async function postsMessage(
  ctx: BotContext,
  { list, token, ...place }: ShownPage<PostList>,
  deps: PageDeps,
): Promise<OutgoingMessage> {
  // The first format of dates takes as long to make as a search takes, which has begun in its thread.
  const [page, view] = await Promise.all([loadPage(list, place, deps), viewFor(ctx, deps)]);
  const suggestions = await suggestionButtons(page, deps.keep, ctx);
  const buttons = await buttonsUnder(ctx, { list, page: page.page, token, suggestions }, deps);
  const hideToken = await hideTokenFor(ctx, page.paper ?? null, deps);
  return showPage(page, {
    ...view,
    buttons: buttons.kind === "private" && hideToken !== null ? { ...buttons, hideToken } : buttons,
  });
}

/** What stands under a list in this chat. */
export async function buttonsUnder(
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
