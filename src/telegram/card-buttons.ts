import type { InlineKeyboard } from "grammy";
import type { StoredPost } from "../channel/post.ts";
import { buttonData, type ListPlace } from "./button-data.ts";

const CARDS_A_ROW = 5;

interface CardButtons {
  readonly token: string;
  /** Number of the first post. */
  readonly first: number;
  /** Where the posts stand. */
  readonly from: ListPlace;
}

/** A button a post, with its number in the message. */
export function addCards(
  keyboard: InlineKeyboard,
  posts: readonly Pick<StoredPost, "id">[],
  { token, first, from }: CardButtons,
): void {
  for (const [at, { id }] of posts.entries()) {
    if (at % CARDS_A_ROW === 0) keyboard.row();
    keyboard.text(String(first + at), buttonData(token, { kind: "card", postId: id, page: 0, from }));
  }
  keyboard.row();
}
