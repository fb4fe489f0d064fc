import { buttonData, type ListPlace } from "./button-data.ts";
import type { ButtonStore } from "./buttons.ts";
import { answer, type BotContext, isGroup, ownerOf } from "./context.ts";
import { deepLinks } from "./deep-links.ts";
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
import type { DateFormats } from "./post-date.ts";
import { listStyle } from "./settings.ts";

export interface ListDeps extends ListSources {
  readonly buttons: ButtonStore;
  readonly dates: DateFormats;
  readonly now: () => Date;
  /** A new unguessable name of at most 32 characters from A–Z a–z 0–9 _ -. */
  readonly newToken: () => string;
}

/** Lists of posts in chat: sent as a message, then paged in place by its buttons. */
export interface Lists {
  /** `skipped` posts are left out, as far as whole pages go. */
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
  const keep: Lists["keep"] = (kept, ctx) => keepFor(ctx, isScreen(kept) ? kept : sized(kept, ctx), deps);
  const page: Lists["page"] = async (ctx, shown) => {
    const loaded = await loadPage(shown.list, shown, deps);
    const showChannels = (await deps.posts.channels()).length > 1;
    return showPage(loaded, {
      texts: ctx.texts,
      formatDate: deps.dates(ctx.texts.language),
      showChannels,
      buttons: await buttonsUnder(loaded, shown.token, ctx),
      isBrief: isGroup(ctx) && ctx.settings.answerLength === "short",
    });
  };
  const buttonsUnder = async (loaded: ListPage, token: string, ctx: BotContext): Promise<ListButtons> => {
    const suggestions = await suggestionButtons(loaded, keep, ctx);
    if (!isGroup(ctx)) return { kind: "private", token, suggestions };
    const { list, page: at } = loaded;
    const continueUrl = await deepLinks(ctx.me.username, deps).toList(list, at * list.pageSize);
    return { kind: "group", token, suggestions, continueUrl };
  };
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

function suggestionButtons(page: ListPage, keep: Lists["keep"], ctx: BotContext) {
  const suggestions = page.remarks?.suggestions ?? [];
  return Promise.all(
    suggestions.map(async ({ query, total }) => ({
      label: ctx.texts.plain("button-suggestion", { query, count: total }),
      data: buttonData(await keep(queryList("search", query), ctx), { kind: "run" }),
    })),
  );
}
