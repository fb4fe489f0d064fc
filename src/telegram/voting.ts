import type { VoteAction } from "./button-data.ts";
import { type BotContext, isGroup } from "./context.ts";
import type { FeedbackStore } from "./feedback.ts";
import { ignoreHarmless } from "./retries.ts";
import { withVotes } from "./vote-buttons.ts";

export interface VotingDeps {
  readonly feedback: FeedbackStore;
  readonly now: () => Date;
}

/** Somebody says whether an answer helped; the token names the answer. */
export async function vote(
  ctx: BotContext,
  { token, action }: { readonly token: string; readonly action: VoteAction },
  { feedback, now }: VotingDeps,
): Promise<void> {
  if (ctx.from === undefined) return;
  const isHelpful = action.kind === "helpful";
  await feedback.saveVote({ answer: token, userId: ctx.from.id, isHelpful }, now());
  const markup = ctx.callbackQuery?.message?.reply_markup;
  if (markup === undefined) return;
  const votes = await feedback.votesFor(token);
  const shown = { texts: ctx.texts, votes, isGroup: isGroup(ctx) };
  await ignoreHarmless(ctx.editMessageReplyMarkup({ reply_markup: withVotes(markup, shown) }));
}
