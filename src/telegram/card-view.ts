import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import type { StoredPost } from "../channel/post.ts";
import { buttonData, type ListPlace } from "./button-data.ts";
import type { Card, NextMention } from "./card.ts";
import type { OutgoingMessage } from "./message.ts";
import { paperLabel } from "./paper-view.ts";
import { addOpenButton, type SourceOptions, showSource } from "./post-view.ts";
import type { Texts } from "./texts.ts";

export interface CardViewOptions extends SourceOptions {
  readonly texts: Texts;
  readonly token: string;
  /** The place in the list that it was opened from; null where it was opened by a link. */
  readonly from: ListPlace | null;
  /** In the list of a paper; null at its last post. */
  readonly next: NextMention | null;
}

const MAX_PAPER_BUTTONS = 3;
const START: ListPlace = { page: 0, order: "relevance" };

/** A post as a message: where it is from, what it says, and where one can go from it. */
export function showCard(card: Card, options: CardViewOptions): OutgoingMessage {
  const text = FormattedString.join([heading(card.post, options), card.text], "\n\n");
  return { text, keyboard: cardButtons(card, options) };
}

function heading(post: StoredPost, options: CardViewOptions): FormattedString {
  const { texts } = options;
  const lines: FormattedString[] = [showSource(post, options)];
  if (post.author !== null) lines.push(texts.rich("card-author", { author: post.author }));
  if (post.forwardedFrom !== null)
    lines.push(texts.rich("card-forwarded", { name: post.forwardedFrom.name }));
  const media = [...new Set(post.media.map(({ kind }) => texts.plain(`media-${kind}`)))];
  if (post.poll !== null) media.push(texts.plain("media-poll"));
  if (media.length > 0) lines.push(FormattedString.i(media.join(" · ")));
  return FormattedString.join(lines, "\n");
}

function cardButtons(card: Card, { texts, token, from, next }: CardViewOptions): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  const { post } = card;
  const open = (postId: number, page: number) =>
    buttonData(token, { kind: "card", postId, page, from: from ?? START });
  if (card.pages > 1) {
    if (card.page > 0) keyboard.text(texts.plain("button-previous"), open(post.id, card.page - 1));
    const page = texts.plain("results-page", { page: card.page + 1, pages: card.pages });
    keyboard.text(page, buttonData(token, { kind: "stay" }));
    if (card.page + 1 < card.pages) keyboard.text(texts.plain("button-next"), open(post.id, card.page + 1));
    keyboard.row();
  }
  if (next !== null) {
    const data = buttonData(token, { kind: "card", postId: next.postId, page: 0, from: next.from });
    keyboard.text(texts.plain("button-next-mention"), data).row();
  }
  if (card.older !== null) keyboard.text(texts.plain("button-older"), open(card.older, 0));
  if (card.newer !== null) keyboard.text(texts.plain("button-newer"), open(card.newer, 0));
  keyboard.row().text(texts.plain("button-similar"), buttonData(token, { kind: "similar", postId: post.id }));
  for (const [number, paper] of card.papers.slice(0, MAX_PAPER_BUTTONS).entries()) {
    const data = buttonData(token, { kind: "paper", postId: post.id, number });
    keyboard.row().text(texts.plain("button-paper", { paper: paperLabel(paper) }), data);
  }
  addLinks(keyboard.row(), post, texts);
  if (from !== null)
    keyboard.row().text(texts.plain("button-back-to-list"), buttonData(token, { kind: "page", ...from }));
  return keyboard;
}

function addLinks(keyboard: InlineKeyboard, post: StoredPost, texts: Texts): void {
  const url = addOpenButton(keyboard, post, texts);
  if (url !== null) keyboard.copyText(texts.plain("button-copy"), url);
}
