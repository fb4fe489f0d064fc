import type { StoredPost } from "../channel/post.ts";
import { findPostLink, type MessageAddress } from "../channel/post-link.ts";
import type { PostReader } from "../channel/post-store.ts";
import { readPaperName } from "../papers/paper-name.ts";
import { keyIn } from "../papers/typed-key.ts";
import type { Cards } from "./cards.ts";
import { answer, type BotContext } from "./context.ts";
import { queryList } from "./list.ts";
import type { Lists } from "./lists.ts";
import { originOf } from "./post-address.ts";
import { listLike } from "./similar.ts";

/** What a message in private shares instead of asking: a post of a channel, or where a paper is. */
export type Shared =
  | { readonly kind: "post"; readonly post: StoredPost }
  /** A post that we do not have; `text` is what we see of it. */
  | { readonly kind: "unknown-post"; readonly text: string }
  | { readonly kind: "paper"; readonly name: string };

const LINK_ONLY = /^\S+$/;

/** Null where the message is a question like any other. */
export async function sharedIn(ctx: BotContext, posts: PostReader): Promise<Shared | null> {
  const text = (ctx.msg?.text ?? ctx.msg?.caption ?? "").trim();
  const origin = ctx.msg === undefined ? null : originOf(ctx.msg);
  if (origin !== null) return postAt(origin, text, posts);
  if (keyIn(text) !== null) return { kind: "paper", name: text };
  if (!LINK_ONLY.test(text)) return null;
  const link = findPostLink(text);
  if (link !== null) return postAt(link, "", posts);
  return readPaperName(text).kind === "words" ? null : { kind: "paper", name: text };
}

async function postAt(address: MessageAddress, text: string, posts: PostReader): Promise<Shared> {
  const post = await posts.postByMessage(address);
  return post === null ? { kind: "unknown-post", text } : { kind: "post", post };
}

/** The card of the post or the paper; of a post that we do not have, what is like it. */
export async function answerShared(
  ctx: BotContext,
  shared: Shared,
  { cards, lists }: { cards: Cards; lists: Lists },
): Promise<void> {
  switch (shared.kind) {
    case "post":
      return cards.send(ctx, shared.post);
    case "paper":
      return lists.send(ctx, queryList("paper", shared.name));
    case "unknown-post": {
      const list = listLike(shared.text);
      if (list === null) return answer(ctx, { text: ctx.texts.rich("similar-unknown") });
      return lists.send(ctx, list);
    }
    default:
      return shared satisfies never;
  }
}
