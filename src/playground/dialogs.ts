import type { BotCommand } from "@grammyjs/types";
import type { Backend } from "./backend.ts";
import { type Chat, isAdmin, isGroup, type Membership } from "./chat.ts";
import { type CommandScope, commandKey, inLanguage } from "./profile.ts";
import { chatOf, personOf } from "./world.ts";
import type { DialogSeed } from "./world-seed.ts";

/** One person in one chat, as they or – in a group's administrator's case – as the group. */
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
  readonly hasBot: boolean;
  readonly canWrite: boolean;
  readonly canPublish: boolean;
  readonly isAnonymous: boolean;
  /** As whom one can look at a group; empty elsewhere. */
  readonly voices: readonly Voice[];
  readonly topics: readonly { readonly id: number; readonly name: string }[];
}

interface Voice {
  /** Of the dialog with this voice. */
  readonly key: string;
  readonly name: string;
  readonly rank: Membership;
  readonly isAnonymous: boolean;
}

interface Place extends DialogSeed {
  readonly isAnonymous: boolean;
}

/** The rows of the chat list. */
export function listDialogs(backend: Backend): Dialog[] {
  return backend.world.dialogs.map((seed) => dialogOf(backend, { ...seed, isAnonymous: false }));
}

/** "1001:-2001", "1001:-2001:anonymous" */
const KEY = /^(\d+):(-?\d+)(:anonymous)?$/;

/** A row of the list, or a group as another of its members sees it. */
export function dialogNamed(backend: Backend, key: string): Dialog | undefined {
  const [, userId, chatId, anonymous] = KEY.exec(key) ?? [];
  const place = { userId: Number(userId), chatId: Number(chatId), isAnonymous: anonymous !== undefined };
  return isPossible(backend, place) ? dialogOf(backend, place) : undefined;
}

function isPossible({ world }: Backend, { userId, chatId, isAnonymous }: Place): boolean {
  const chat = world.chats.get(chatId);
  if (chat === undefined || !world.people.has(userId)) return false;
  if (isGroup(chat)) return isAnonymous ? isAdmin(chat, userId) : chat.members.has(userId);
  return !isAnonymous && world.dialogs.some((seed) => seed.userId === userId && seed.chatId === chatId);
}

function keyOf({ userId, chatId, isAnonymous }: Place): string {
  return `${userId}:${chatId}${isAnonymous ? ":anonymous" : ""}`;
}

function dialogOf(backend: Backend, place: Place): Dialog {
  const { userId, chatId, isAnonymous } = place;
  const { world, profile } = backend;
  const chat = chatOf(world, chatId);
  const { user } = personOf(world, userId);
  const language = user.language_code?.startsWith("ru") ? "ru" : "en";
  const username = chat.kind === "private" ? undefined : chat.card.username;
  const description = chat.kind === "private" ? inLanguage(profile.descriptions, language) : undefined;
  return {
    key: keyOf(place),
    chatId,
    userId,
    kind: isGroup(chat) ? "group" : chat.kind === "channel" ? "channel" : "private",
    title: titleOf(backend, chat, language),
    subtitle: subtitleOf(backend, chat, user.first_name),
    ...(username === undefined ? {} : { username }),
    ...(description === undefined ? {} : { description }),
    language,
    hasBot: hasBot(chat),
    canWrite: chat.kind === "private" || (isGroup(chat) && chat.members.has(userId)) || isAdmin(chat, userId),
    canPublish: chat.kind === "channel" && isAdmin(chat, userId),
    isAnonymous,
    voices: isGroup(chat) ? voicesIn(backend, chat) : [],
    topics: [...chat.topics].map(([id, name]) => ({ id, name })),
  };
}

function voicesIn({ world }: Backend, chat: Chat): Voice[] {
  return [...chat.members].flatMap(([userId, rank]) => {
    const name = world.people.get(userId)?.user.first_name ?? "";
    const chatId = chat.id;
    const own = { key: keyOf({ userId, chatId, isAnonymous: false }), name, rank, isAnonymous: false };
    const asGroup = { ...own, key: keyOf({ userId, chatId, isAnonymous: true }), isAnonymous: true };
    return isAdmin(chat, userId) ? [own, asGroup] : [own];
  });
}

function hasBot({ botStatus }: Chat): boolean {
  return botStatus === "member" || botStatus === "administrator";
}

function titleOf({ world, profile }: Backend, chat: Chat, language: string): string {
  if (chat.kind !== "private") return chat.card.title ?? "";
  return inLanguage(profile.names, language) ?? world.bot.first_name;
}

function subtitleOf({ world }: Backend, chat: Chat, reader: string): string {
  if (chat.kind === "private") return reader;
  if (chat.kind === "channel") return chat.card.username === undefined ? reader : `@${chat.card.username}`;
  const names = [...chat.members.keys()].flatMap((id) => world.people.get(id)?.user.first_name ?? []);
  return [...names, ...(hasBot(chat) ? [world.bot.first_name] : [])].join(", ");
}

/** The menu a person sees: the narrowest scope wins, and in it their own language. */
export function menuFor({ world, profile }: Backend, { userId, chatId }: DialogSeed): readonly BotCommand[] {
  const chat = chatOf(world, chatId);
  if (!hasBot(chat)) return [];
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
