import type { User } from "@grammyjs/types";
import { type Backend, unixTime } from "./backend.ts";
import { type BotStatus, type Chat, createChat, isGroup, type Membership } from "./chat.ts";
import { chatMember } from "./chat-member.ts";
import { post } from "./posting.ts";
import { addChat, chatOf, personOf } from "./world.ts";

const SUPERGROUP_IDS_FROM = -1_002_000_000_000;

/** The bot is told by `my_chat_member` and, in groups, by the message that all members see. */
export function joinGroup(backend: Backend, chatId: number, byUserId: number): void {
  const chat = chatOf(backend.world, chatId);
  const from = personOf(backend.world, byUserId).user;
  changeStatus(backend, { chat, from, status: chat.kind === "channel" ? "administrator" : "member" });
  if (chat.kind === "channel") return;
  backend.updates.push("message", post(backend, chat, { from, new_chat_members: [backend.world.bot] }));
}

export function leaveGroup(backend: Backend, chatId: number, byUserId: number): void {
  const chat = chatOf(backend.world, chatId);
  const from = personOf(backend.world, byUserId).user;
  changeStatus(backend, { chat, from, status: "kicked" });
  if (chat.kind === "channel") return;
  post(backend, chat, { from, left_chat_member: backend.world.bot });
}

/** The bot goes by itself, and is told so; where it is not, nothing happens. */
export function quitChat(backend: Backend, chat: Chat): void {
  if (chat.botStatus === "left" || chat.botStatus === "kicked") return;
  const { bot } = backend.world;
  if (isGroup(chat)) post(backend, chat, { from: bot, left_chat_member: bot });
  changeStatus(backend, { chat, from: bot, status: "left" });
}

/** The bot is made an administrator, or a plain member again. */
export function setBotRank(
  backend: Backend,
  { chat, byUserId, status }: { chat: Chat; byUserId: number; status: BotStatus },
): void {
  if (chat.botStatus !== "administrator" && chat.botStatus !== "member")
    throw new Error(`The bot is not in chat ${chat.id}`);
  changeStatus(backend, { chat, from: personOf(backend.world, byUserId).user, status });
}

/** A person comes, goes, or is given another rank. Only bots that are administrators and ask for it are told. */
export function setMembership(
  backend: Backend,
  { chatId, userId, membership }: { chatId: number; userId: number; membership: Membership | "left" },
): void {
  const chat = chatOf(backend.world, chatId);
  const { user } = personOf(backend.world, userId);
  const before = chat.members.get(userId) ?? "left";
  if (membership === "left") chat.members.delete(userId);
  else chat.members.set(userId, membership);
  if (chat.botStatus !== "administrator") return;
  backend.updates.push("chat_member", {
    chat: chat.card,
    from: user,
    date: unixTime(backend),
    old_chat_member: chatMember(chat, user, before),
    new_chat_member: chatMember(chat, user, membership),
  });
}

/** The old chat stays as it is and takes no more messages. */
export function upgradeGroup(backend: Backend, chatId: number, byUserId: number): number {
  const old = chatOf(backend.world, chatId);
  if (old.kind !== "group")
    throw new Error(`Chat ${chatId} is a ${old.kind}, only groups become supergroups`);
  const id = SUPERGROUP_IDS_FROM + chatId;
  const next = addChat(backend.world, createChat({ ...old.card, id, type: "supergroup" }, old.members));
  next.botStatus = old.botStatus;
  const from = personOf(backend.world, byUserId).user;
  const there = post(backend, old, { from, migrate_to_chat_id: id });
  old.migratedTo = id;
  const here = post(backend, next, { from, migrate_from_chat_id: chatId });
  backend.world.dialogs.forEach((dialog, index, dialogs) => {
    if (dialog.chatId === chatId) dialogs[index] = { ...dialog, chatId: id };
  });
  backend.updates.push("message", there);
  backend.updates.push("message", here);
  return id;
}

interface BotChange {
  readonly chat: Chat;
  readonly from: User;
  readonly status: BotStatus;
}

function changeStatus(backend: Backend, { chat, from, status }: BotChange): void {
  const { bot } = backend.world;
  const before = chatMember(chat, bot, chat.botStatus);
  chat.botStatus = status;
  backend.updates.push("my_chat_member", {
    chat: chat.card,
    from,
    date: unixTime(backend),
    old_chat_member: before,
    new_chat_member: chatMember(chat, bot, status),
  });
}
