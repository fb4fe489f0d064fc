import { InlineKeyboard } from "grammy";
import type { Answer } from "../answers/answer.ts";
import { sourcesFrom } from "./answer-sources.ts";
import { buttonData } from "./button-data.ts";
import { addCards } from "./card-buttons.ts";
import { NO_VOTES, type Votes } from "./feedback.ts";
import type { ListButtons, ListViewOptions } from "./list-view.ts";
import type { Texts } from "./texts.ts";
import { addVotes } from "./vote-buttons.ts";

export interface AnswerViewOptions extends ListViewOptions {
  /** What people think of the answer; absent = nobody said. */
  readonly votes?: Votes;
}

/** What can be done with an answer: open its posts, go on from them, say whether it helped. */
export function answerButtons(
  answer: Answer,
  { texts, buttons, votes = NO_VOTES }: AnswerViewOptions,
): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  if (buttons.kind === "link") return keyboard.url(texts.plain("button-open-bot"), buttons.continueUrl);
  const { token, kind } = buttons;
  if (kind === "private")
    addCards(keyboard, postsOf(answer), { token, first: 1, from: { page: 0, order: "relevance" } });
  if (answer.answered) {
    addGoingOn(keyboard, answer, { texts, token });
    addVotes(keyboard, { texts, token, votes, isGroup: kind === "group" });
  } else addInstead(keyboard, { texts, token });
  if (kind === "group") keyboard.row().url(texts.plain("button-continue"), buttons.continueUrl).primary();
  return keyboard;
}

function postsOf({ citations, closest }: Answer) {
  return [...sourcesFrom(citations), ...closest].map(({ post }) => post);
}

interface Named extends Pick<Extract<ListButtons, { kind: "private" }>, "token"> {
  readonly texts: Texts;
}

function addGoingOn(keyboard: InlineKeyboard, answer: Answer, { texts, token }: Named): void {
  const [first] = answer.citations;
  keyboard.text(texts.plain("button-more-on-this"), buttonData(token, { kind: "search" }));
  if (first !== undefined)
    keyboard.text(
      texts.plain("button-similar"),
      buttonData(token, { kind: "similar", postId: first.post.id }),
    );
  // Quotes stand there with their posts already; somebody's own words do not.
  if (answer.worded !== null)
    keyboard.row().text(texts.plain("button-sources"), buttonData(token, { kind: "sources" }));
}

function addInstead(keyboard: InlineKeyboard, { texts, token }: Named): void {
  keyboard
    .text(texts.plain("button-by-words"), buttonData(token, { kind: "search" }))
    .text(texts.plain("button-latest"), buttonData(token, { kind: "latest" }));
}
