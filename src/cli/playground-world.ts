import type { StoredPost } from "../channel/post.ts";
import {
  type ChannelSeed,
  defaultWorld,
  type PostSeed,
  type WorldSeed,
  withChannel,
  withMoreGroups,
} from "../playground/world-seed.ts";
import type { ChannelHistory } from "./playground-archive.ts";

/** The simulated Telegram with the archive's channels in it, as far as it can show their posts. */
export function playgroundWorld(histories: readonly ChannelHistory[]): WorldSeed {
  const [first, ...others] = histories.map(channelSeed);
  if (first === undefined) return withMoreGroups(defaultWorld());
  return others.reduce(withChannel, withMoreGroups(defaultWorld({ channel: first })));
}

// Ids of channels that Telegram would not give out, for archives that do not name theirs.
const UNKNOWN_CHANNELS = -1_009_000_000_000;

/** The channel's id in the simulated Telegram. */
export function chatIdOf({ channel }: ChannelHistory): number {
  return channel.telegramId === null ? UNKNOWN_CHANNELS - channel.id : Number(`-100${channel.telegramId}`);
}

function channelSeed(history: ChannelHistory): ChannelSeed {
  const { channel, posts } = history;
  return {
    id: chatIdOf(history),
    title: channel.title ?? channel.username ?? "",
    botIsAdmin: true,
    history: posts.map(postSeed),
    ...(channel.username === null ? {} : { username: channel.username }),
  };
}

/** Text and formatting; pictures are not part of an archive. */
function postSeed(post: StoredPost): PostSeed {
  const date = Math.floor(Date.parse(post.date.endsWith("Z") ? post.date : `${post.date}Z`) / 1000);
  return {
    date,
    text: post.text,
    entities: post.entities,
    ...(post.messageId === null ? {} : { message_id: post.messageId }),
    ...(post.author === null ? {} : { author_signature: post.author }),
  };
}
