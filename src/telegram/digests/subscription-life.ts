import type { Logger } from "pino";
import type { SubscriptionStore } from "../../digests/subscription-store.ts";
import { answer, type BotContext, isGroup } from "../context.ts";

export interface LifeDeps {
  readonly subscriptions: Pick<SubscriptionStore, "endChat" | "reviveChat">;
  readonly onSubscriptionsChanged: () => void;
  readonly log: Logger;
}

/**
 * Somebody blocked us or put us out: nothing is sent there until we are back. True where it is again from now on, which
 * `tellRevived` says.
 */
export async function followMembership(ctx: BotContext, deps: LifeDeps): Promise<boolean> {
  const status = ctx.myChatMember?.new_chat_member?.status;
  if (ctx.chat === undefined || status === undefined) return false;
  if (status !== "kicked" && status !== "left") return isRevived(ctx.chat.id, deps);
  const reason = isGroup(ctx) ? "removed" : "blocked";
  const ended = await deps.subscriptions.endChat(ctx.chat.id, reason);
  if (ended > 0) deps.log.info({ places: ended, reason }, "what was sent to a chat ends");
  return false;
}

/** Whoever takes our messages again is sent what they asked for, and told so. */
export async function revive(ctx: BotContext, deps: LifeDeps): Promise<void> {
  if (ctx.chat !== undefined && (await isRevived(ctx.chat.id, deps))) await tellRevived(ctx);
}

export function tellRevived(ctx: BotContext): Promise<void> {
  return answer(ctx, { text: ctx.texts.rich("digest-revived") });
}

async function isRevived(
  chatId: number,
  { subscriptions, onSubscriptionsChanged }: LifeDeps,
): Promise<boolean> {
  if ((await subscriptions.reviveChat(chatId)) === 0) return false;
  onSubscriptionsChanged();
  return true;
}
