import type { User } from "@grammyjs/types";
import { chatFor } from "../access.ts";
import { ANONYMOUS } from "../anonymous.ts";
import type { Backend } from "../backend.ts";
import type { Chat } from "../chat.ts";
import { chatMember } from "../chat-member.ts";
import { quitChat } from "../group-changes.ts";
import { integerParam, type Params } from "../params.ts";
import { badRequest } from "../refusal.ts";
import type { MethodTable } from "./method.ts";

export const chatMethods: MethodTable = {
  getChat: (backend, params) => fullChat(chatFor(backend, params, "read")),
  getChatMember: (backend, params) => {
    const chat = chatFor(backend, params, "read");
    return memberIn(backend, chat, userOf(backend, params));
  },
  getChatAdministrators: (backend, params) => {
    const chat = chatFor(backend, params, "read");
    if (chat.kind === "private") throw badRequest("there are no administrators in the private chat");
    if (chat.kind === "channel" && chat.botStatus !== "administrator")
      throw badRequest("member list is inaccessible");
    return peopleOf(backend, chat)
      .map((user) => memberIn(backend, chat, user))
      .filter(({ status }) => status === "creator" || status === "administrator");
  },
  getChatMemberCount: (backend, params) => {
    const chat = chatFor(backend, params, "read");
    return chat.kind === "private" ? 2 : peopleOf(backend, chat).length;
  },
  leaveChat,
};

function fullChat(chat: Chat): Record<string, unknown> {
  const isPrivate = chat.kind === "private";
  return {
    ...chat.card,
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
    ...(isPrivate ? {} : { permissions: { can_send_messages: true, can_send_other_messages: true } }),
  };
}

function userOf({ world }: Backend, params: Params): User {
  const userId = integerParam(params, "user_id");
  const known = [world.bot, ANONYMOUS].find(({ id }) => id === userId);
  const user = known ?? world.people.get(userId)?.user;
  if (userId <= 0) throw badRequest("invalid user_id specified");
  if (user === undefined) throw badRequest("user not found");
  return user;
}

function peopleOf({ world }: Backend, chat: Chat): User[] {
  const people = [...chat.members.keys()].flatMap((id) => world.people.get(id)?.user ?? []);
  const hasBot = chat.botStatus === "member" || chat.botStatus === "administrator";
  return hasBot ? [...people, world.bot] : people;
}

function memberIn({ world }: Backend, chat: Chat, user: User): ReturnType<typeof chatMember> {
  if (user.id === world.bot.id) return chatMember(chat, user, chat.botStatus);
  const isOwnChat = chat.kind === "private" && chat.id === user.id;
  return chatMember(chat, user, isOwnChat ? "member" : (chat.members.get(user.id) ?? "left"));
}

function leaveChat(backend: Backend, params: Params): true {
  const chat = chatFor(backend, params, "read");
  if (chat.kind === "private") throw badRequest("chat member status can't be changed in private chats");
  quitChat(backend, chat);
  return true;
}
