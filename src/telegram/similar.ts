import { findPostLink, type MessageAddress } from "../channel/post-link.ts";
import type { PostReader } from "../channel/post-store.ts";
import { titleOf } from "../search/title.ts";
import { answer, type BotContext } from "./context.ts";
import { type ListRequest, similarList } from "./list.ts";
import type { Lists } from "./lists.ts";
import { addressIn } from "./post-address.ts";
import { shortened } from "./text-cut.ts";

// A title for the list; the text itself goes along whole.
const LONGEST_TITLE_CHARS = 60;
const SHORTEST_TEXT_CHARS = 20; // two words say too little to be like anything

/** Posts like the one that the link, the text or the message replied to names; false where nothing is named. */
export async function sendSimilar(
  ctx: BotContext,
  argument: string,
  { posts, lists }: { posts: PostReader; lists: Lists },
): Promise<boolean> {
  const list = (await listFor(argument, null, posts)) ?? (await listFor(...repliedTo(ctx), posts));
  if (list === "unknown") {
    await answer(ctx, { text: ctx.texts.rich("similar-unknown") });
    return true;
  }
  if (list === null) return false;
  await lists.send(ctx, list);
  return true;
}

async function listFor(
  text: string,
  address: MessageAddress | null,
  posts: PostReader,
): Promise<ListRequest | "unknown" | null> {
  const link = address ?? findPostLink(text);
  const post = link === null ? null : await posts.postByMessage(link);
  if (post !== null) return similarList(titleOf(post), { postId: post.id });
  return listLike(text.replace(/https?:\/\/\S+/g, "")) ?? (link === null ? null : "unknown");
}

/** A forwarded post, one of our lists (its first post), or any message. */
function repliedTo(ctx: BotContext): [text: string, address: MessageAddress | null] {
  const message = ctx.msg?.reply_to_message;
  if (message === undefined) return ["", null];
  const text = message.text ?? message.caption ?? "";
  return [text, addressIn(message)];
}

/** Posts like a text, called after its first line; null where it says too little to be like anything. */
export function listLike(text: string): ListRequest | null {
  const words = text.trim();
  if (words.length < SHORTEST_TEXT_CHARS) return null;
  return similarList(shortened(words.split("\n")[0]?.trim() ?? "", LONGEST_TITLE_CHARS), { text: words });
}
