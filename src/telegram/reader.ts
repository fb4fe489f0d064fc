import type { ChatStore } from "./chats.ts";
import type { BotContext } from "./context.ts";
import { isGroup } from "./context.ts";
import { type ChatSettings, parseSettings } from "./settings.ts";
import type { TextsFor } from "./texts.ts";

/** What the chat chose, and the words for whoever wrote: the group's language, else the person's, else Telegram's. */
export async function knowReader(
  ctx: BotContext,
  { chats, textsFor }: { chats: ChatStore; textsFor: TextsFor },
): Promise<void> {
  const ofChat = (id: number | undefined) => settingsOf(id, chats);
  ctx.settings = await ofChat(isGroup(ctx) ? ctx.chat?.id : ctx.from?.id);
  const ofPerson = isGroup(ctx) ? await ofChat(ctx.from?.id) : ctx.settings;
  ctx.texts = textsFor(ctx.settings.language ?? ofPerson.language ?? ctx.from?.language_code);
}

async function settingsOf(chatId: number | undefined, chats: ChatStore): Promise<ChatSettings> {
  return parseSettings(chatId === undefined ? null : await chats.chatSettings(chatId));
}
