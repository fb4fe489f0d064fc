import type { ChannelRef } from "../../src/channel/post.ts";
import type { PostStore } from "../../src/channel/post-store.ts";
import type { DeliveryStore } from "../../src/digests/delivery-store.ts";
import type { Occurrence } from "../../src/digests/schedule.ts";
import type { DigestChoices, Manners, Place } from "../../src/digests/subscription.ts";
import type { AlertToAdd, DigestToSave, SubscriptionStore } from "../../src/digests/subscription-store.ts";
import { choices } from "./digests.ts";
import { aChannel, aPost } from "./posts.ts";

/** A private chat. */
export const ANNA: Place = { chatId: 5_000_000_001, topicId: null };
export const BORIS: Place = { chatId: 5_000_000_002, topicId: null };

export const MANNERS: Manners = {
  timezone: "Europe/Moscow",
  quietHours: null,
  isSilent: false,
  language: "ru",
};

/** Nine o'clock in Moscow. */
export function morningOf(date: string): Occurrence {
  return { date, at: new Date(`${date}T06:00:00Z`) };
}

export const FIRST_MORNING = morningOf("2026-12-01");

/** Next on the first morning, where it has an hour at all. */
export function toSave(parts: Partial<DigestChoices> = {}, next: Occurrence = FIRST_MORNING): DigestToSave {
  const digest = choices(parts);
  const hasHour = digest.rhythm.kind !== "each" && !digest.isPaused;
  return { ...MANNERS, digest, next: hasHour ? next : null };
}

/** Every post, as it comes. */
export function eachPost(parts: Partial<DigestChoices> = {}): DigestToSave {
  return toSave({ rhythm: { kind: "each" }, ...parts });
}

export function anAlert(query: string, parts: Partial<AlertToAdd> = {}): AlertToAdd {
  return { ...MANNERS, query, paperKey: null, limit: 10, ...parts };
}

/** The key of the saved query. */
export async function queryKey(store: SubscriptionStore, query: string): Promise<number> {
  const found = (await store.savedQueriesAfter(0, 1000)).find((saved) => saved.query === query);
  if (found === undefined) throw new Error(`Nobody saved the query ${query}`);
  return found.id;
}

/** Plans the post in one step. */
export async function planAll(
  store: DeliveryStore,
  postId: number,
  { matched = [], dueAt }: { matched?: readonly number[]; dueAt: Date },
): Promise<void> {
  while (!(await store.planPost(postId, matched, { dueAt, limit: 100 })));
}

/** Our key of a new post; its text and time are its own. */
export async function savePost(
  store: PostStore,
  { messageId, channel = {} }: { messageId: number; channel?: Partial<ChannelRef> },
): Promise<number> {
  const { id } = await store.openChannel(aChannel(channel));
  const date = new Date(Date.UTC(2026, 10, 30, 9, messageId)).toISOString();
  const [saved] = await store.savePosts(id, [aPost({ messageId, text: `пост ${messageId}`, date })]);
  if (saved === undefined) throw new Error("The store saved a post and gave no result");
  return saved.postId;
}
