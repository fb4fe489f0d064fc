import { InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import type { StoredPost } from "../../channel/post.ts";
import { findPostLink, type MessageAddress } from "../../channel/post-link.ts";
import type { PostStore } from "../../channel/post-store.ts";
import { titleOf } from "../../search/title.ts";
import { answer, answerPress, type BotContext, isGroup, replaceMessage } from "../context.ts";
import type { OutgoingMessage } from "../message.ts";
import { addressIn } from "../post-address.ts";
import { showTitle } from "../post-view.ts";
import type { Texts } from "../texts.ts";
import type { IsAdmin } from "./administrators.ts";
import type { PaperHiding } from "./paper-hiding.ts";

/** What can be done with a post. */
type Deed = "hide" | "unhide";

export interface HidingDeps {
  readonly posts: PostStore;
  readonly paperHiding: PaperHiding;
  readonly isAdmin: IsAdmin;
  readonly now: () => Date;
  readonly log: Logger;
}

/** Takes posts out of all answers and brings them back. */
export interface Hiding {
  /** By a link, or in reply to a message that has one. */
  byLink(ctx: BotContext, deed: Deed, argument: string): Promise<void>;
  /** Does what a button under our words asks for; false where it is none of these. */
  press(ctx: BotContext): Promise<boolean>;
}

export function createHiding(deps: HidingDeps): Hiding {
  return {
    byLink: async (ctx, deed, argument) => answer(ctx, await doByLink(ctx, { deed, argument }, deps)),
    press: (ctx) => press(ctx, deps),
  };
}

async function doByLink(
  ctx: BotContext,
  { deed, argument }: { deed: Deed; argument: string },
  deps: HidingDeps,
): Promise<OutgoingMessage> {
  const address = findPostLink(argument) ?? repliedTo(ctx, argument);
  const paper =
    address === null && deed === "unhide" ? await deps.paperHiding.unhideNamed(ctx, argument) : null;
  if (paper !== null) return paper;
  if (address === null) return { text: ctx.texts.rich(`which-${deed}`) };
  const kept = await deps.posts.keptPost(address);
  return kept === null ? { text: ctx.texts.rich("hide-unknown") } : act(ctx.texts, deed, kept.post, deps);
}

/** Words that are no link are a mistake; the message replied to may be another post altogether. */
function repliedTo(ctx: BotContext, argument: string): MessageAddress | null {
  const message = ctx.msg?.reply_to_message;
  return argument !== "" || message === undefined ? null : addressIn(message);
}

async function act(
  texts: Texts,
  deed: Deed,
  post: StoredPost,
  { posts, now, log }: HidingDeps,
): Promise<OutgoingMessage> {
  const isDone = deed === "hide" ? await posts.hidePost(post.id, now()) : await posts.unhidePost(post.id);
  if (isDone) log.info({ postId: post.id, deed }, "an administrator changed who sees a post");
  const title = showTitle({ post, title: titleOf(post) }, texts);
  const text = texts.rich(isDone ? `done-${deed}` : `already-${deed}`, { post: title });
  return { text, keyboard: undoButton(deed, post.id, texts) };
}

const OPPOSITE = { hide: "unhide", unhide: "hide" } as const;

function undoButton(deed: Deed, postId: number, texts: Texts): InlineKeyboard {
  const opposite = OPPOSITE[deed];
  return new InlineKeyboard().text(texts.plain(`button-${opposite}`), `admin:${opposite}:${postId}`);
}

// admin:unhide:17
const DATA = /^admin:(hide|unhide):(\d{1,12})$/;

async function press(ctx: BotContext, deps: HidingDeps): Promise<boolean> {
  const [data, word, postId] = DATA.exec(ctx.callbackQuery?.data ?? "") ?? [];
  if (data === undefined) return false;
  if (!deps.isAdmin(ctx)) {
    await answerPress(ctx, ctx.texts.plain(isGroup(ctx) ? "button-foreign" : "button-expired"));
    return true;
  }
  await answerPress(ctx);
  const kept = await deps.posts.keptPost({ postId: Number(postId) });
  const deed = word === "hide" ? "hide" : "unhide";
  await replaceMessage(
    ctx,
    kept === null ? { text: ctx.texts.rich("hide-unknown") } : await act(ctx.texts, deed, kept.post, deps),
  );
  return true;
}
