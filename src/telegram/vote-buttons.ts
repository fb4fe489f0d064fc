import type { InlineKeyboard } from "grammy";
import type { InlineKeyboardButton, InlineKeyboardMarkup } from "grammy/types";
import { buttonData, parseButtonData, type VoteAction } from "./button-data.ts";
import type { Votes } from "./feedback.ts";
import type { Texts } from "./texts.ts";

interface ShownVotes {
  readonly texts: Texts;
  readonly votes: Votes;
  /** Several vote there, so the buttons say how many. */
  readonly isGroup: boolean;
}

/** Whether the answer helped. */
export function addVotes(keyboard: InlineKeyboard, shown: ShownVotes & { readonly token: string }): void {
  keyboard.row();
  for (const kind of ["helpful", "unhelpful"] as const)
    keyboard.text(labelOf(kind, shown), buttonData(shown.token, { kind }));
}

/** The same buttons with the votes as they are now. */
export function withVotes(markup: InlineKeyboardMarkup, shown: ShownVotes): InlineKeyboardMarkup {
  const renamed: InlineKeyboardMarkup["inline_keyboard"] = markup.inline_keyboard.map((row) =>
    row.map((button) => {
      const action = voteOf(button);
      return action === null ? button : { ...button, text: labelOf(action.kind, shown) };
    }),
  );
  return { inline_keyboard: renamed };
}

/** Only answers have them. */
export function hasVotes(markup: InlineKeyboardMarkup | undefined): boolean {
  return markup?.inline_keyboard?.flat().some((button) => voteOf(button) !== null) === true;
}

function voteOf(button: InlineKeyboardButton): VoteAction | null {
  const action = "callback_data" in button ? parseButtonData(button.callback_data)?.action : undefined;
  return action !== undefined && isVote(action) ? action : null;
}

export function isVote<Action extends { readonly kind: string }>(
  action: Action,
): action is Extract<Action, VoteAction> {
  return action.kind === "helpful" || action.kind === "unhelpful";
}

function labelOf(kind: VoteAction["kind"], { texts, votes, isGroup }: ShownVotes): string {
  const label = texts.plain(`button-${kind}`);
  const count = votes[kind];
  if (count === 0) return label;
  return isGroup ? texts.plain("button-votes", { label, count }) : texts.plain("button-voted", { label });
}
