import { type BotContext, isGroup } from "./context.ts";

/**
 * Whether whoever the update is from may decide for the chat: in private everybody for themselves, in a group its
 * administrators, also one who writes as the group.
 */
export async function mayDecide(ctx: BotContext): Promise<boolean> {
  if (!isGroup(ctx)) return ctx.chat?.type === "private";
  const writesAs = ctx.callbackQuery === undefined ? ctx.msg?.sender_chat : undefined;
  if (writesAs !== undefined) return writesAs.id === ctx.chat?.id;
  if (ctx.from === undefined) return false;
  const { status } = await ctx.getChatMember(ctx.from.id);
  return status === "creator" || status === "administrator";
}
