import type { Chat } from "./chat.ts";
import { isGroup } from "./chat.ts";
import type { Entity, Message } from "./message.ts";
import type { World } from "./world.ts";

/**
 * Whether the bot gets this message of a person, with privacy mode on: in groups commands meant for it, replies to
 * what it said or was told, mentions, and what was sent through it; administrators get everything.
 * Sources: https://core.telegram.org/bots/features#privacy-mode and, for mentions, the ForceReply section of
 * https://core.telegram.org/bots/api. Another bot would take plain commands for itself after speaking; there is none.
 */
export function reachesBot(world: World, chat: Chat, message: Message): boolean {
  if (chat.botStatus === "left" || chat.botStatus === "kicked") return false;
  if (!isGroup(chat) || chat.botStatus === "administrator") return true;
  const { bot } = world;
  if (isService(message) || message.via_bot?.id === bot.id) return true;
  return repliesToBot(world, message) || isForBot(world, message);
}

/** By its @username. */
export function mentionsBot(world: World, message: Message): boolean {
  return entitiesOf(message).some(
    ({ text, entity }) => entity.type === "mention" && names(world, text, entity),
  );
}

function isForBot(world: World, message: Message): boolean {
  return entitiesOf(message).some(({ text, entity }) => names(world, text, entity));
}

function isService({
  new_chat_members,
  left_chat_member,
  migrate_to_chat_id,
  migrate_from_chat_id,
}: Message): boolean {
  return [new_chat_members, left_chat_member, migrate_to_chat_id, migrate_from_chat_id].some(
    (field) => field !== undefined,
  );
}

/** To the bot itself, or to a message that was for it. */
function repliesToBot(world: World, { reply_to_message: replied }: Message): boolean {
  if (replied === undefined) return false;
  return replied.from?.id === world.bot.id || isForBot(world, replied);
}

function entitiesOf({
  text,
  entities,
  caption,
  caption_entities,
}: Message): { text: string; entity: Entity }[] {
  return (entities ?? caption_entities ?? []).map((entity) => ({
    entity,
    text: (text ?? caption ?? "").slice(entity.offset, entity.offset + entity.length),
  }));
}

function names({ bot }: World, text: string, { type, user }: Entity): boolean {
  const ownName = `@${bot.username.toLowerCase()}`;
  if (type === "mention") return text.toLowerCase() === ownName;
  if (type === "text_mention") return user?.id === bot.id;
  if (type !== "bot_command") return false;
  const at = text.indexOf("@");
  return at === -1 || text.slice(at).toLowerCase() === ownName;
}
