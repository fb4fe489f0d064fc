import type { BotCommand } from "@grammyjs/types";
import type { Backend } from "./backend.ts";
import { type Chat, isAdmin, isGroup } from "./chat.ts";
import { type CommandScope, commandKey, inLanguage } from "./profile.ts";
import { chatOf, personOf } from "./world.ts";
import type { DialogSeed } from "./world-seed.ts";

/** One row of the chat list: one person in one chat. */
export interface Dialog {
  readonly key: string;
  readonly chatId: number;
  readonly userId: number;
  readonly kind: "private" | "group" | "channel";
  readonly title: string;
  readonly subtitle: string;
  readonly username?: string;
  readonly description?: string;
  readonly language: "ru" | "en";
  readonly canWrite: boolean;
  readonly canPublish: boolean;
}

export function listDialogs(backend: Backend): Dialog[] {
  return backend.world.dialogs.map((seed) => dialogOf(backend, seed));
}

export function dialogNamed(backend: Backend, key: string): Dialog | undefined {
  const seed = backend.world.dialogs.find(({ userId, chatId }) => `${userId}:${chatId}` === key);
  return seed === undefined ? undefined : dialogOf(backend, seed);
}

function dialogOf(backend: Backend, { userId, chatId }: DialogSeed): Dialog {
  const { world, profile } = backend;
  const chat = chatOf(world, chatId);
  const { user } = personOf(world, userId);
  const language = user.language_code?.startsWith("ru") ? "ru" : "en";
  const username = chat.kind === "private" ? undefined : chat.card.username;
  const description = chat.kind === "private" ? inLanguage(profile.descriptions, language) : undefined;
  return {
    key: `${userId}:${chatId}`,
    chatId,
    userId,
    kind: isGroup(chat) ? "group" : chat.kind === "channel" ? "channel" : "private",
    title: titleOf(backend, chat, language),
    subtitle: subtitleOf(backend, chat, user.first_name),
    ...(username === undefined ? {} : { username }),
    ...(description === undefined ? {} : { description }),
    language,
    canWrite: chat.kind === "private" || (isGroup(chat) && chat.members.has(userId)) || isAdmin(chat, userId),
    canPublish: chat.kind === "channel" && isAdmin(chat, userId),
  };
}

function titleOf({ world, profile }: Backend, chat: Chat, language: string): string {
  if (chat.kind !== "private") return chat.card.title ?? "";
  return inLanguage(profile.names, language) ?? world.bot.first_name;
}

function subtitleOf({ world }: Backend, chat: Chat, reader: string): string {
  if (chat.kind === "private") return reader;
  if (chat.kind === "channel") return chat.card.username === undefined ? reader : `@${chat.card.username}`;
  const names = [...chat.members.keys()].flatMap((id) => world.people.get(id)?.user.first_name ?? []);
  const hasBot = chat.botStatus === "member" || chat.botStatus === "administrator";
  return [...names, ...(hasBot ? [world.bot.first_name] : [])].join(", ");
}

/** The menu a person sees: the narrowest scope wins, and in it their own language. */
export function menuFor({ world, profile }: Backend, { userId, chatId }: DialogSeed): readonly BotCommand[] {
  const chat = chatOf(world, chatId);
  const language = personOf(world, userId).user.language_code?.slice(0, 2) ?? "";
  for (const scope of scopesFor(chat, userId)) {
    for (const code of [language, ""]) {
      const commands = profile.commands.get(commandKey(scope, code));
      if (commands !== undefined) return commands;
    }
  }
  return [];
}

/** https://core.telegram.org/bots/api#determining-list-of-commands */
function scopesFor(chat: Chat, userId: number): CommandScope[] {
  const chatId = chat.id;
  if (chat.kind === "private") {
    return [{ type: "chat", chatId }, { type: "all_private_chats" }, { type: "default" }];
  }
  const isAdministrator = isAdmin(chat, userId);
  const scopes: (CommandScope | undefined)[] = [
    { type: "chat_member", chatId, userId },
    isAdministrator ? { type: "chat_administrators", chatId } : undefined,
    { type: "chat", chatId },
    isAdministrator ? { type: "all_chat_administrators" } : undefined,
    { type: "all_group_chats" },
    { type: "default" },
  ];
  return scopes.filter((scope) => scope !== undefined);
}
