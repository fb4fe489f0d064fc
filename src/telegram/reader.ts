import type { ChatStore } from "./chats.ts";
import { type BotContext, isGroup } from "./context.ts";
import { type ChatSettings, parseSettings } from "./settings.ts";
import type { Locales } from "./texts.ts";

/** What the chat chose, and the words for whoever wrote: the group's language, else the person's, else Telegram's. */
export async function knowReader(
  ctx: BotContext,
  { chats, locales }: { chats: ChatStore; locales: Locales },
): Promise<void> {
  const ofChat = (id: number | undefined) => settingsOf(id, chats, locales);
  ctx.settings = await ofChat(isGroup(ctx) ? ctx.chat?.id : ctx.from?.id);
  const ofPerson = isGroup(ctx) ? await ofChat(ctx.from?.id) : ctx.settings;
  ctx.texts = locales.textsFor(ctx.settings.language ?? ofPerson.language ?? ctx.from?.language_code);
}

async function settingsOf(
  chatId: number | undefined,
  chats: ChatStore,
  { languages }: Locales,
): Promise<ChatSettings> {
  return parseSettings(chatId === undefined ? null : await chats.chatSettings(chatId), languages);
}
