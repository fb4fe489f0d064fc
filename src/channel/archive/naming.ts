import { AppError } from "../../errors.ts";
import { bareId } from "../channel-id.ts";
import type { ChannelRef } from "../post.ts";
import { quoted } from "./damage.ts";

// Telegram: 5–32 Latin letters, digits and underscores.
const USERNAME = /^@?([A-Za-z0-9_]{5,32})$/;
const NUMERIC_ID = /^-?\d{5,16}$/;

/** The channel as `--channel` and the archive name it together. */
export function named(ref: ChannelRef, given: string | undefined, file: string): ChannelRef {
  const name = given?.trim();
  if (!name) return ref;
  const id = channelId(name);
  if (id !== null) return { ...ref, telegramId: sameId(ref.telegramId, id, file) };
  const username = USERNAME.exec(name)?.[1];
  if (username !== undefined) return { ...ref, username };
  return { ...ref, title: sameTitle(ref.title, name, file) };
}

function sameTitle(told: string | null, given: string, file: string): string {
  if (told === null || told.trim().toLowerCase() === given.toLowerCase()) return told ?? given;
  throw new AppError("CHANNEL_MISMATCH", `${file} is of the channel ${quoted(told)}, not ${quoted(given)}`, {
    hint: "Give the channel's @username or id with --channel, or leave it out.",
  });
}

/** Does `--channel` mean this chat? By id, with or without -100, or by its name. */
export function picks(given: string, chat: { id: number | null; name: string | null }): boolean {
  const id = channelId(given.trim());
  if (id !== null && id === chat.id) return true;
  const name = given.trim().replace(/^@/, "").toLowerCase();
  return chat.name?.trim().toLowerCase() === name;
}

/** A channel's positive id from the forms that exports and people write: 123…, -100123…, "channel123…". */
export function channelId(value: unknown): number | null {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string") return null;
  const digits = text.replace(/^channel/, "");
  if (!NUMERIC_ID.test(digits)) return null;
  const id = Math.abs(bareId(Number(digits)));
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

function sameId(told: number | null, given: number, file: string): number {
  if (told === null || told === given) return given;
  throw new AppError("CHANNEL_MISMATCH", `${file} is of the channel ${told}, not ${given}`, {
    hint: "Leave --channel out, or give the archive of the channel you mean.",
  });
}
