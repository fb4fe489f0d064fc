import type { Answerer } from "../answers/answer.ts";
import { administrators } from "./admin/administrators.ts";
import { createAnswering } from "./answering.ts";
import type { ButtonStore } from "./buttons.ts";
import { answer, type BotContext, isGroup, ownerOf } from "./context.ts";
import type { BeginDraft } from "./drafts.ts";
import type { FeedbackStore } from "./feedback.ts";
import type { Kept } from "./kept.ts";
import { isScreen, type List, type ListRequest, type ListSources } from "./list.ts";
import { pageMessage, type ShownPage } from "./list-messages.ts";
import type { OutgoingMessage } from "./message.ts";
import type { DateFormats } from "./post-date.ts";
import { listStyle } from "./settings.ts";

export interface ListDeps extends ListSources {
  readonly answers: Answerer;
  readonly feedback: FeedbackStore;
  readonly beginDraft: BeginDraft;
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

export function createLists(deps: ListDeps): Lists {
  const isAdmin = administrators(deps.adminIds);
  const keep: Lists["keep"] = (kept, ctx) => keepFor(ctx, isScreen(kept) ? kept : sized(kept, ctx), deps);
  const pageDeps = { ...deps, keep, isAdmin };
  const answering = createAnswering(pageDeps);
  const page: Lists["page"] = (ctx, { list, ...shown }) =>
    list.kind === "answer"
      ? answering.again(ctx, { list, token: shown.token })
      : pageMessage(ctx, { list, ...shown }, pageDeps);
  return {
    keep,
    page,
    send: async (ctx, request, skipped = 0) => {
      const list = sized(request, ctx);
      if (list.kind === "answer") return answering.send(ctx, list);
      const token = deps.newToken();
      const { order } = listStyle(ctx.settings, isGroup(ctx));
      const place = {
        page: Math.floor(skipped / list.pageSize),
        order: list.kind === "search" ? order : "relevance",
      };
      // The search has begun before this thread waits for the disk.
      const finding = page(ctx, { list, token, ...place });
      const [message] = await Promise.all([finding, keepAs(token, { ctx, kept: list }, deps)]);
      await answer(ctx, message);
    },
  };
}

function sized(request: ListRequest, ctx: BotContext): List {
  return { pageSize: listStyle(ctx.settings, isGroup(ctx)).pageSize, ...request };
}

async function keepFor(ctx: BotContext, kept: Kept, deps: ListDeps): Promise<string> {
  const token = deps.newToken();
  await keepAs(token, { ctx, kept }, deps);
  return token;
}

async function keepAs(
  token: string,
  { ctx, kept }: { readonly ctx: BotContext; readonly kept: Kept },
  { buttons, now }: ListDeps,
): Promise<void> {
  await buttons.saveButton(token, { userId: ownerOf(ctx), state: JSON.stringify(kept) }, now());
}
