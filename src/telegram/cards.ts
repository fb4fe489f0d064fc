import type { StoredPost } from "../channel/post.ts";
import type { PostReader } from "../channel/post-store.ts";
import type { PaperFinder } from "../papers/paper-finder.ts";
import { titleOf } from "../search/title.ts";
import type { ButtonAction, ListPlace } from "./button-data.ts";
import { loadCard, nextMention } from "./card.ts";
import { showCard } from "./card-view.ts";
import { answer, type BotContext, replaceMessage } from "./context.ts";
import { type List, queryList, similarList } from "./list.ts";
import type { Lists } from "./lists.ts";
import type { OutgoingMessage } from "./message.ts";
import type { DateFormats } from "./post-date.ts";

/** Whole posts in chat. */
export interface Cards {
  send(ctx: BotContext, post: Pick<StoredPost, "id">): Promise<void>;
  /** Does what a button of a card, or of a post in a list, asks for. */
  press(ctx: BotContext, pressed: PressedCard): Promise<void>;
}

interface PressedCard {
  readonly token: string;
  readonly action: Extract<ButtonAction, { kind: "card" | "similar" | "paper" }>;
  /** The list behind the token, to go back to; null where there is none. */
  readonly list: List | null;
}

export interface CardDeps {
  readonly posts: PostReader;
  readonly papers: PaperFinder;
  readonly lists: Lists;
  readonly dates: DateFormats;
}

export function createCards(deps: CardDeps): Cards {
  return {
    send: async (ctx, { id: postId }) => {
      const token = await deps.lists.keep({ kind: "card", postId }, ctx);
      await answer(ctx, await cardMessage(ctx, { postId, page: 0, token, from: null, list: null }, deps));
    },
    press: async (ctx, { token, action, list }) => {
      if (action.kind !== "card") return sendRelated(ctx, action, deps);
      const { postId, page } = action;
      const from = list === null ? null : action.from;
      await replaceMessage(ctx, await cardMessage(ctx, { postId, page, token, from, list }, deps));
    },
  };
}

interface ShownCard {
  readonly postId: number;
  readonly page: number;
  readonly token: string;
  readonly from: ListPlace | null;
  readonly list: List | null;
}

async function cardMessage(
  ctx: BotContext,
  { postId, page, token, from, list }: ShownCard,
  { posts, papers, dates }: CardDeps,
): Promise<OutgoingMessage> {
  const card = await loadCard(postId, page, { posts, papers });
  if (card === null) return { text: ctx.texts.rich("card-gone") };
  const next =
    list?.kind === "paper" && from !== null ? await nextMention({ postId, list, from }, papers) : null;
  return showCard(card, {
    texts: ctx.texts,
    formatDate: dates(ctx.texts.language),
    showChannels: true,
    token,
    from,
    next,
  });
}

/** Posts like this one, or about a paper that it names. */
async function sendRelated(
  ctx: BotContext,
  action: Exclude<PressedCard["action"], { kind: "card" }>,
  { posts, papers, lists }: CardDeps,
): Promise<void> {
  const [post] = await posts.postsByIds([action.postId]);
  if (post === undefined) return answer(ctx, { text: ctx.texts.rich("card-gone") });
  if (action.kind === "similar") return lists.send(ctx, similarList(titleOf(post), { postId: post.id }));
  const paper = (await papers.papersOfPost(post.id))[action.number];
  if (paper === undefined) return answer(ctx, { text: ctx.texts.rich("card-gone") });
  await lists.send(ctx, queryList("paper", paper.key));
}
