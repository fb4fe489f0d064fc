import type { StoredPost } from "../channel/post.ts";
import type { PostReader } from "../channel/post-store.ts";
import { papersInPost } from "../papers/papers-in-post.ts";
import { titleOf } from "../search/title.ts";
import type { ButtonAction, ListPlace } from "./button-data.ts";
import { loadCard } from "./card.ts";
import { showCard } from "./card-view.ts";
import { answer, type BotContext, replaceMessage } from "./context.ts";
import { queryList, similarList } from "./list.ts";
import type { Lists } from "./lists.ts";
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
  /** Whether the token is a list's, so that there is one to go back to. */
  readonly isOfList: boolean;
}

export interface CardDeps {
  readonly posts: PostReader;
  readonly lists: Lists;
  readonly dates: DateFormats;
}

export function createCards(deps: CardDeps): Cards {
  const view = async (
    ctx: BotContext,
    shown: { postId: number; page: number; token: string; from: ListPlace | null },
  ) => {
    const card = await loadCard(shown.postId, shown.page, deps.posts);
    if (card === null) return { text: ctx.texts.rich("card-gone") };
    const formatDate = deps.dates(ctx.texts.language);
    return showCard(card, {
      texts: ctx.texts,
      formatDate,
      showChannels: true,
      token: shown.token,
      from: shown.from,
    });
  };
  return {
    send: async (ctx, { id: postId }) => {
      const token = await deps.lists.keep({ kind: "card", postId }, ctx);
      await answer(ctx, await view(ctx, { postId, page: 0, token, from: null }));
    },
    press: async (ctx, { token, action, isOfList }) => {
      if (action.kind !== "card") return sendRelated(ctx, action, deps);
      const { postId, page } = action;
      await replaceMessage(
        ctx,
        await view(ctx, { postId, page, token, from: isOfList ? action.from : null }),
      );
    },
  };
}

/** Posts like this one, or about a paper that it names. */
async function sendRelated(
  ctx: BotContext,
  action: Exclude<PressedCard["action"], { kind: "card" }>,
  { posts, lists }: CardDeps,
): Promise<void> {
  const [post] = await posts.postsByIds([action.postId]);
  if (post === undefined) return answer(ctx, { text: ctx.texts.rich("card-gone") });
  if (action.kind === "similar") return lists.send(ctx, similarList(titleOf(post), { postId: post.id }));
  const paper = papersInPost(post)[action.number];
  if (paper === undefined) return answer(ctx, { text: ctx.texts.rich("card-gone") });
  await lists.send(ctx, queryList("paper", paper.name));
}
