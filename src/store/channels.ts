import { bareId } from "../channel/channel-id.ts";
import { keepableChannel } from "../channel/keepable.ts";
import type { Channel } from "../channel/post.ts";
import type { PostReader, PostWriter } from "../channel/post-store.ts";
import { ChannelRows } from "./channel-rows.ts";
import type { Connection } from "./connection.ts";
import { KeptPosts } from "./kept-posts.ts";
import { ambiguousTitle, openChannel } from "./open-channel.ts";
import type { SearchWriter } from "./search-writer.ts";

type Channels = Pick<PostWriter, "openChannel"> & Pick<PostReader, "channels" | "findChannel">;

export function channelsIn(connection: Connection, search: SearchWriter): Channels {
  const rows = new ChannelRows(connection.db);
  const kept = new KeptPosts(connection.db, search.tables);
  return {
    openChannel: (ref) => search.write(() => openChannel(rows, kept, keepableChannel(ref))),
    channels: () => connection.read(() => rows.all()),
    findChannel: (name) => connection.read(() => findChannel(rows.all(), name.trim())),
  };
}

function findChannel(channels: readonly Channel[], name: string): Channel | null {
  return byTelegramId(channels, name) ?? byUsername(channels, name) ?? byTitle(channels, name);
}

function byTelegramId(channels: readonly Channel[], name: string): Channel | undefined {
  if (!/^-?\d+$/.test(name)) return undefined;
  const id = bareId(Number(name));
  return channels.find(({ telegramId }) => telegramId === id);
}

function byUsername(channels: readonly Channel[], name: string): Channel | undefined {
  const wanted = name.replace(/^@/, "").toLowerCase();
  return channels.find(({ username }) => username?.toLowerCase() === wanted);
}

/** As it is written, else without case. */
function byTitle(channels: readonly Channel[], name: string): Channel | null {
  const exact = channels.filter(({ title }) => title === name);
  const [only, ...others] =
    exact.length > 0 ? exact : channels.filter(({ title }) => title?.toLowerCase() === name.toLowerCase());
  if (others.length > 0) throw ambiguousTitle(name, others.length + 1);
  return only ?? null;
}
