import { bareId } from "../channel/channel-id.ts";
import type { Channel } from "../channel/post.ts";
import { AppError } from "../errors.ts";

/** The channel that a person names: by id, username or title. Throws AppError AMBIGUOUS_CHANNEL. */
export function findChannel(channels: readonly Channel[], name: string): Channel | null {
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

export function ambiguousTitle(title: string, count: number): AppError {
  return new AppError("AMBIGUOUS_CHANNEL", `${count} channels are called "${title}"`, {
    hint: "Say which one with --channel and its @username or id",
  });
}
