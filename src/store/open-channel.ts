import type { Channel, ChannelRef } from "../channel/post.ts";
import { AppError } from "../errors.ts";
import type { ChannelRows } from "./channel-rows.ts";
import { ambiguousTitle } from "./find-channel.ts";
import type { KeptPosts } from "./kept-posts.ts";
import { movePost } from "./save-post.ts";

/** The kept channel that the reference names, made or merged from two where needed; inside a transaction. */
export function openChannel(rows: ChannelRows, kept: KeptPosts, ref: ChannelRef): Channel {
  if (ref.telegramId === null && !ref.username && ref.title === null) throw unnamedChannel();
  const byId = findById(rows.all(), ref);
  const byName = releaseUsername(rows, findByUsername(rows.all(), ref), ref);
  if (byId && byName && byId.id !== byName.id) return fill(rows, merge(rows, kept, { byId, byName }), ref);
  const known = byId ?? byName ?? findByTitle(rows.all(), ref);
  return known ? fill(rows, known, ref) : rows.insert(ref);
}

function findById(channels: readonly Channel[], ref: ChannelRef): Channel | null {
  if (ref.telegramId === null) return null;
  return channels.find(({ telegramId }) => telegramId === ref.telegramId) ?? null;
}

function findByUsername(channels: readonly Channel[], ref: ChannelRef): Channel | null {
  const wanted = ref.username;
  if (!wanted) return null;
  return channels.find(({ username }) => isSameUsername(username, wanted)) ?? null;
}

/** A username may have been given to another channel, which the id tells: then the old one has none any more. */
function releaseUsername(rows: ChannelRows, channel: Channel | null, ref: ChannelRef): Channel | null {
  if (channel === null || !isContradiction(channel.telegramId, ref.telegramId)) return channel;
  rows.update({ ...channel, username: null });
  return null;
}

/** A title is no proof, so nothing that is known of the channel may speak against it. */
function findByTitle(channels: readonly Channel[], ref: ChannelRef): Channel | null {
  if (ref.title === null) return null;
  const candidates = channels.filter((channel) => channel.title === ref.title && mayBe(channel, ref));
  const [only, ...others] = candidates;
  if (others.length === 0) return only ?? null;
  if (ref.telegramId !== null || ref.username) return null;
  throw ambiguousTitle(ref.title, candidates.length);
}

function mayBe(channel: Channel, ref: ChannelRef): boolean {
  return (
    !isContradiction(channel.telegramId, ref.telegramId) &&
    (channel.username === null ||
      ref.username === undefined ||
      isSameUsername(channel.username, ref.username))
  );
}

function isContradiction(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && a !== b;
}

function isSameUsername(a: string | null, b: string | null): boolean {
  return a?.toLowerCase() === b?.toLowerCase();
}

/** A reference has proved that both rows are one channel: the older row keeps its key and gets all posts. */
function merge(rows: ChannelRows, kept: KeptPosts, pair: { byId: Channel; byName: Channel }): Channel {
  const { byId, byName } = pair;
  const [older, younger] = byId.id < byName.id ? [byId, byName] : [byName, byId];
  for (const postId of kept.idsOfChannel(younger.id)) movePost(kept, postId, older.id);
  rows.delete(younger.id, older.id);
  return { ...byId, id: older.id, username: byName.username, title: byId.title ?? byName.title };
}

function fill(rows: ChannelRows, channel: Channel, ref: ChannelRef): Channel {
  const filled: Channel = {
    id: channel.id,
    telegramId: channel.telegramId ?? ref.telegramId,
    username: ref.username === undefined ? channel.username : ref.username,
    title: ref.title ?? channel.title,
  };
  rows.update(filled);
  return filled;
}

function unnamedChannel(): AppError {
  return new AppError("CHANNEL_UNNAMED", "The source does not name its channel", {
    hint: "Name it with --channel and its @username or id",
  });
}
