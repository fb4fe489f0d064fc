import type { Entity, PhotoSize } from "./message.ts";

export interface UserSeed {
  readonly id: number;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
  /** The person has written to the bot before; otherwise the bot may not write first. */
  readonly hasStarted?: boolean;
}

export interface GroupSeed {
  readonly id: number;
  readonly title: string;
  readonly username?: string;
  /** A negative id below -1000000000000 makes a supergroup; forums always are. */
  readonly kind?: "group" | "supergroup";
  readonly members: readonly number[];
  readonly adminIds?: readonly number[];
  readonly botIsMember?: boolean;
  /** An administrator receives every message, whatever the privacy mode. */
  readonly botIsAdmin?: boolean;
  readonly topics?: readonly { readonly id: number; readonly name: string }[];
}

export interface PostSeed {
  readonly message_id?: number;
  /** Unix time, seconds. */
  readonly date: number;
  readonly edit_date?: number;
  readonly text?: string;
  readonly entities?: readonly Entity[];
  readonly caption?: string;
  readonly caption_entities?: readonly Entity[];
  readonly photo?: readonly PhotoSize[];
  readonly author_signature?: string;
  readonly media_group_id?: string;
}

export interface ChannelSeed {
  readonly id?: number;
  readonly title: string;
  readonly username?: string;
  readonly ownerId?: number;
  readonly botIsAdmin?: boolean;
  readonly history?: readonly PostSeed[];
}

/** One row of the chat list of the page: one person in one chat. */
export interface DialogSeed {
  readonly userId: number;
  readonly chatId: number;
}

/** What exists before the first request. */
export interface WorldSeed {
  readonly users: readonly UserSeed[];
  readonly groups?: readonly GroupSeed[];
  readonly channels?: readonly ChannelSeed[];
  /** Default: everybody's private chat, and each group and channel as its first person. */
  readonly dialogs?: readonly DialogSeed[];
}

export const DEFAULT_CHANNEL_ID = -1_001_000_000_001;
const DEFAULT_GROUP_ID = -2001;
const ANNA = 1001;
const KATE = 1002;
const BORIS = 1003;

/** Three people, their group with the bot, and the given channel as in `withChannel`. */
export function defaultWorld(options: { readonly channel?: ChannelSeed } = {}): WorldSeed {
  const world: WorldSeed = {
    users: [
      { id: ANNA, first_name: "Анна", username: "anna_reads", language_code: "ru" },
      { id: KATE, first_name: "Kate", username: "kate_reads", language_code: "en" },
      { id: BORIS, first_name: "Борис", username: "boris_reads", language_code: "ru" },
    ],
    groups: [
      {
        id: DEFAULT_GROUP_ID,
        title: "Рекомендательный чат",
        members: [ANNA, KATE, BORIS],
        adminIds: [ANNA],
        botIsMember: true,
      },
    ],
    dialogs: [
      { userId: ANNA, chatId: ANNA },
      { userId: KATE, chatId: KATE },
      { userId: ANNA, chatId: DEFAULT_GROUP_ID },
    ],
  };
  return withChannel(world, options.channel ?? { title: "Канал", username: "playground_channel" });
}

export const FORUM_ID = -1_001_000_000_501;
/** The bot is not in it. */
export const CLUB_ID = -1_001_000_000_502;

/** Where else a bot can be met: a forum with topics, and a group that has it as a guest only. */
export function withMoreGroups(world: WorldSeed): WorldSeed {
  const { groups = [], dialogs = [] } = world;
  const forum: GroupSeed = {
    id: FORUM_ID,
    title: "Форум читателей",
    members: [ANNA, KATE, BORIS],
    adminIds: [ANNA],
    botIsMember: true,
    topics: [
      { id: 2, name: "Статьи" },
      { id: 3, name: "Флудилка" },
    ],
  };
  const club: GroupSeed = {
    id: CLUB_ID,
    title: "Клуб без бота",
    kind: "supergroup",
    members: [ANNA, KATE],
    adminIds: [ANNA],
  };
  return {
    ...world,
    groups: [...groups, forum, club],
    dialogs: [...dialogs, { userId: ANNA, chatId: FORUM_ID }, { userId: ANNA, chatId: CLUB_ID }],
  };
}

/** One more channel with the bot as administrator, in the chat list of its owner, who is Анна by default. */
export function withChannel(world: WorldSeed, channel: ChannelSeed): WorldSeed {
  const { id = DEFAULT_CHANNEL_ID, ...given } = channel;
  const { channels = [], dialogs = [] } = world;
  return {
    ...world,
    channels: [...channels, { ownerId: ANNA, botIsAdmin: true, ...given, id }],
    dialogs: [...dialogs, { userId: channel.ownerId ?? ANNA, chatId: id }],
  };
}
