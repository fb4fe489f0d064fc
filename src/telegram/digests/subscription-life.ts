import type { Logger } from "pino";
import type { SubscriptionStore } from "../../digests/subscription-store.ts";
import { answer, type BotContext, isGroup } from "../context.ts";

export interface LifeDeps {
  readonly subscriptions: Pick<SubscriptionStore, "endChat" | "reviveChat">;
  readonly onSubscriptionsChanged: () => void;
  readonly log: Logger;
}

/** Somebody blocked us or put us out: nothing is sent there until we are back. */
export async function followMembership(ctx: BotContext, deps: LifeDeps): Promise<void> {
  const status = ctx.myChatMember?.new_chat_member?.status;
  if (ctx.chat === undefined || status === undefined) return;
  if (status !== "kicked" && status !== "left") return revive(ctx, deps);
  const reason = isGroup(ctx) ? "removed" : "blocked";
  const ended = await deps.subscriptions.endChat(ctx.chat.id, reason);
  if (ended > 0) deps.log.info({ places: ended, reason }, "what was sent to a chat ends");
}

/** Whoever takes our messages again is sent what they asked for, and told so. */
export async function revive(ctx: BotContext, { subscriptions, ...deps }: LifeDeps): Promise<void> {
  if (ctx.chat === undefined || (await subscriptions.reviveChat(ctx.chat.id)) === 0) return;
  deps.onSubscriptionsChanged();
  await answer(ctx, { text: ctx.texts.rich("digest-revived") });
}
