import type { HitOrder } from "../search/hit.ts";
import { buttonData, parseButtonData } from "./button-data.ts";
import type { ButtonStore } from "./buttons.ts";
import { answer, answerPress, type BotContext, replaceMessage } from "./context.ts";
import { type List, type ListPage, type ListSources, latestList, loadPage, queryList } from "./list.ts";
import { showPage } from "./list-view.ts";
import type { OutgoingMessage } from "./message.ts";
import { dateFormats } from "./post-date.ts";

export interface ListDeps extends ListSources {
  readonly buttons: ButtonStore;
  /** IANA zone in which dates are shown. */
  readonly timezone: string;
  readonly now: () => Date;
  /** A new unguessable name of at most 32 characters from A–Z a–z 0–9 _ -. */
  readonly newToken: () => string;
}

/** Lists of posts in chat: sent as a message, then paged in place by its buttons. */
export interface Lists {
  send(ctx: BotContext, list: List): Promise<void>;
  /** Keeps a list for a button that the person behind the update may press; returns the button's token. */
  keep(list: List, ctx: BotContext): Promise<string>;
  /** Answers a pressed button. */
  press(ctx: BotContext): Promise<void>;
}

export function createLists(listDeps: ListDeps): Lists {
  const deps: RenderDeps = { ...listDeps, dates: dateFormats(listDeps.timezone) };
  const keep = (list: List, ctx: BotContext) => keepList(list, ownerOf(ctx), deps);
  const send = async (ctx: BotContext, list: List) => {
    const token = await keep(list, ctx);
    await answer(ctx, await renderPage(ctx, { list, token, page: 0, order: "relevance" }, deps));
  };
  return { keep, send, press: (ctx) => pressButton(ctx, send, deps) };
}

async function keepList(list: List, userId: number, { buttons, now, newToken }: ListDeps): Promise<string> {
  const token = newToken();
  await buttons.saveButton(token, { userId, state: JSON.stringify(list) }, now());
  return token;
}

interface PageRequest {
  readonly list: List;
  readonly token: string;
  readonly page: number;
  readonly order: HitOrder;
}

interface RenderDeps extends ListDeps {
  readonly dates: ReturnType<typeof dateFormats>;
}

async function renderPage(ctx: BotContext, request: PageRequest, deps: RenderDeps): Promise<OutgoingMessage> {
  const page = await loadPage(request.list, request, deps);
  const showChannels = (await deps.posts.channels()).length > 1;
  const { texts } = ctx;
  return showPage(page, {
    texts,
    formatDate: deps.dates[texts.language],
    showChannels,
    token: request.token,
    suggestions: await suggestionButtons(page, ctx, deps),
  });
}

async function suggestionButtons(page: ListPage, ctx: BotContext, deps: RenderDeps) {
  const suggestions = page.remarks?.suggestions ?? [];
  return Promise.all(
    suggestions.map(async ({ query, total }) => ({
      label: ctx.texts.plain("button-suggestion", { query, count: total }),
      data: buttonData(await keepList(queryList("search", query), ownerOf(ctx), deps), "run"),
    })),
  );
}

/**
 * Telegram shows a spinner until the press is answered, so the answer goes out before any work; but only one
 * answer may be given, so what it says is decided first.
 */
async function pressButton(ctx: BotContext, send: Lists["send"], deps: RenderDeps): Promise<void> {
  const data = parseButtonData(ctx.callbackQuery?.data ?? "");
  const button = data === null ? null : await deps.buttons.findButton(data.token, deps.now());
  if (data === null || button === null) return refuse(ctx, "button-expired");
  if (button.userId !== NOBODY && button.userId !== ctx.from?.id) return refuse(ctx, "button-foreign");
  await answerPress(ctx);
  const { token, action } = data;
  // What checks it takes long to load, and no start should wait for a button.
  const { parseList } = await import("./kept-list.ts");
  const list = parseList(button.state);
  switch (action.kind) {
    case "page":
      return replaceMessage(ctx, await renderPage(ctx, { list, token, ...action }, deps));
    case "run":
      return send(ctx, list);
    case "latest":
      return send(ctx, latestList());
    case "stay":
      return;
    default:
      return action satisfies never;
  }
}

function refuse(ctx: BotContext, key: "button-expired" | "button-foreign"): Promise<void> {
  return answerPress(ctx, ctx.texts.plain(key));
}

// An anonymous administrator writes as the group, so nobody knows who may press: everybody may.
const NOBODY = 0;

function ownerOf(ctx: BotContext): number {
  const isAnonymous = ctx.callbackQuery === undefined && ctx.msg?.sender_chat !== undefined;
  return isAnonymous ? NOBODY : (ctx.from?.id ?? NOBODY);
}
