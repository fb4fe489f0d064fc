import type { BotContext } from "../context.ts";

/** Whether whoever is behind the update is an administrator of ours. */
export type IsAdmin = (ctx: BotContext) => boolean;

/** Told by the person's own id: whoever writes as a group or a channel is nobody. */
export function administrators(ids: readonly number[]): IsAdmin {
  const known = new Set(ids);
  return (ctx) => {
    const isPress = ctx.callbackQuery !== undefined;
    if (!isPress && ctx.msg?.sender_chat !== undefined) return false;
    return ctx.from !== undefined && known.has(ctx.from.id);
  };
}

/** Whether who sent the message has written it: a forwarded command, or one that a bot made for them, is another's. */
export function isInOwnWords({ msg }: BotContext): boolean {
  return msg?.forward_origin === undefined && msg?.via_bot === undefined;
}
