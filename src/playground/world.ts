import type { User } from "@grammyjs/types";
import { type Chat, createChat, type Membership, type Person } from "./chat.ts";
import type { ChatCard, Message } from "./message.ts";
import type { ChannelSeed, DialogSeed, GroupSeed, PostSeed, UserSeed, WorldSeed } from "./world-seed.ts";
import { DEFAULT_CHANNEL_ID } from "./world-seed.ts";

const TOPICS_SINCE = Date.UTC(2025, 0, 1) / 1000;
const TOPIC_COLOR = 0x6f_b9_f0; // one of the six that Telegram has

/** The people and the chats, as one bot's Telegram knows them. */
export interface World {
  readonly bot: User & { readonly username: string };
  readonly people: Map<number, Person>;
  readonly chats: Map<number, Chat>;
  readonly dialogs: DialogSeed[];
}

export function createWorld(seed: WorldSeed, bot: World["bot"]): World {
  const world: World = { bot, people: new Map(), chats: new Map(), dialogs: [] };
  for (const user of seed.users) addPerson(world, user);
  for (const group of seed.groups ?? []) addChat(world, groupFrom(world, group));
  for (const channel of seed.channels ?? []) addChat(world, channelFrom(channel));
  world.dialogs.push(...(seed.dialogs ?? allDialogs(world)));
  return world;
}

function addPerson(world: World, { hasStarted = false, ...user }: UserSeed): Person {
  const person: Person = { user: { ...user, is_bot: false }, hasStarted, hasBlockedBot: false };
  world.people.set(user.id, person);
  const { first_name, last_name, username } = user;
  addChat(
    world,
    createChat({
      id: user.id,
      type: "private",
      first_name,
      ...(last_name === undefined ? {} : { last_name }),
      ...(username === undefined ? {} : { username }),
    }),
  );
  return person;
}

export function addChat(world: World, chat: Chat): Chat {
  world.chats.set(chat.id, chat);
  return chat;
}

export function personOf(world: World, userId: number): Person {
  const person = world.people.get(userId);
  if (person === undefined) throw new Error(`Nobody in this world has the id ${userId}`);
  return person;
}

export function chatOf(world: World, chatId: number): Chat {
  const chat = world.chats.get(chatId);
  if (chat === undefined) throw new Error(`No chat in this world has the id ${chatId}`);
  return chat;
}

export function chatByUsername(world: World, username: string): Chat | undefined {
  const wanted = username.toLowerCase();
  for (const chat of world.chats.values()) {
    if (chat.kind !== "private" && chat.card.username?.toLowerCase() === wanted) return chat;
  }
  return undefined;
}

function groupFrom({ people }: World, seed: GroupSeed): Chat {
  const isForum = seed.topics !== undefined;
  const isSupergroup = isForum || seed.kind === "supergroup" || seed.id < -1_000_000_000_000;
  const chat = createChat(
    {
      id: seed.id,
      type: isSupergroup ? "supergroup" : "group",
      title: seed.title,
      ...(seed.username === undefined ? {} : { username: seed.username }),
      ...(isForum ? { is_forum: true as const } : {}),
    },
    seed.members.map((id): [number, Membership] => [id, membershipIn(seed, id)]),
  );
  const creator = people.get(seed.adminIds?.[0] ?? 0)?.user;
  for (const { id, name } of seed.topics ?? []) openTopic(chat, { id, name, ...(creator && { creator }) });
  if (seed.botIsAdmin) chat.botStatus = "administrator";
  else if (seed.botIsMember) chat.botStatus = "member";
  return chat;
}

/** The number of a topic is that of the message that opened it. */
function openTopic(chat: Chat, topic: { id: number; name: string; creator?: User }): void {
  const { id, name, creator } = topic;
  chat.topics.set(id, name);
  chat.lastMessageId = Math.max(chat.lastMessageId, id);
  chat.messages.set(id, {
    message_id: id,
    date: TOPICS_SINCE,
    chat: chat.card,
    ...(creator === undefined ? {} : { from: creator }),
    message_thread_id: id,
    is_topic_message: true,
    forum_topic_created: { name, icon_color: TOPIC_COLOR },
  });
}

function membershipIn({ adminIds = [] }: GroupSeed, userId: number): Membership {
  if (userId === adminIds[0]) return "creator";
  return adminIds.includes(userId) ? "administrator" : "member";
}

function channelFrom(seed: ChannelSeed): Chat {
  const card: ChatCard = {
    id: seed.id ?? DEFAULT_CHANNEL_ID,
    type: "channel",
    title: seed.title,
    ...(seed.username === undefined ? {} : { username: seed.username }),
  };
  const chat = createChat(card, seed.ownerId === undefined ? [] : [[seed.ownerId, "creator"]]);
  if (seed.botIsAdmin) chat.botStatus = "administrator";
  for (const post of seed.history ?? []) keepPost(chat, post);
  return chat;
}

function keepPost(chat: Chat, { message_id = chat.lastMessageId + 1, ...post }: PostSeed): void {
  const message: Message = { message_id, chat: chat.card, sender_chat: chat.card, ...post };
  chat.messages.set(message_id, message);
  chat.lastMessageId = Math.max(chat.lastMessageId, message_id);
}

function allDialogs(world: World): DialogSeed[] {
  return [...world.chats.values()].flatMap((chat) => {
    const userId = chat.kind === "private" ? chat.id : [...chat.members.keys()][0];
    return userId === undefined ? [] : [{ userId, chatId: chat.id }];
  });
}
