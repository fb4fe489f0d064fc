import { instantMs } from "../../channel/post-date.ts";
import type { Digest } from "../../digests/digest.ts";
import { instantsAt } from "../../digests/local-time.ts";
import type { DigestChoices } from "../../digests/subscription.ts";
import { answer, type BotContext } from "../context.ts";
import type { OutgoingMessage } from "../message.ts";
import type { SubscriptionDeps } from "./digest-deps.ts";
import type { DigestState } from "./digest-state.ts";
import { type DigestViewOptions, showDigest } from "./digest-view.ts";
import { showNotice } from "./notice-view.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** The newest post that fits stands for all that would come one by one. */
const NEWEST_POSTS = 30;

/** Sends what would be sent now, or what would have been; nothing of it is recorded. */
export async function sendPreview(
  ctx: BotContext,
  state: DigestState,
  deps: SubscriptionDeps,
): Promise<void> {
  const messages = await previewOf(ctx, state, deps);
  if (messages.length === 0) return answer(ctx, { text: ctx.texts.rich("digest-preview-empty") });
  for (const message of messages) await answer(ctx, message);
}

async function previewOf(
  ctx: BotContext,
  state: DigestState,
  deps: SubscriptionDeps,
): Promise<readonly OutgoingMessage[]> {
  const { choices, manners, channels } = state;
  if (choices === null) return [];
  const options: DigestViewOptions = {
    texts: ctx.texts,
    formatDate: deps.dates(ctx.texts.language),
    showChannels: channels.length > 1,
    preview: "now",
  };
  if (choices.rhythm.kind === "each") return newestNotice(choices, options, deps);
  const found = await digestNow(choices, state, deps);
  if (found === null) return [];
  const preview = found.isOlder ? "older" : "now";
  return showDigest(found.digest, { timezone: manners.timezone, digest: choices }, { ...options, preview });
}

async function newestNotice(
  { query, channelIds }: DigestChoices,
  options: DigestViewOptions,
  { posts, composer }: SubscriptionDeps,
): Promise<OutgoingMessage[]> {
  const newest = await posts.latestPosts({ offset: 0, limit: NEWEST_POSTS });
  for (const { id: postId } of newest.posts) {
    const notice = await composer.composeNotice({ postId, alerts: [], digest: { query, channelIds } });
    if (notice !== null) return [showNotice(notice, { alerts: [] }, options)];
  }
  return [];
}

/** Of the posts since the last digest, else of the last period, else of the last one that had posts. */
async function digestNow(
  choices: DigestChoices,
  state: DigestState,
  deps: SubscriptionDeps,
): Promise<{ readonly digest: Digest; readonly isOlder: boolean } | null> {
  const { query, channelIds } = choices;
  for (const { since, isOlder } of await beginnings(choices, state, deps)) {
    // Of all posts that are there now: our keys say when a post became known, and this asks when it was published.
    const posts = { after: 0, upTo: Number.MAX_SAFE_INTEGER, publishedSince: since };
    const digest = await deps.composer.composeDigest({ posts, query, channelIds });
    if (digest.total > 0) return { digest, isOlder };
  }
  return null;
}

async function beginnings(
  choices: DigestChoices,
  { subscriber, manners, now }: DigestState,
  deps: SubscriptionDeps,
): Promise<{ readonly since: Date; readonly isOlder: boolean }[]> {
  const periodMs = choices.rhythm.kind === "weekly" ? 7 * DAY_MS : DAY_MS;
  const lastDate = subscriber === null ? null : await deps.subscriptions.lastDigestDate(subscriber.id);
  const newest = await newestOf(choices, deps);
  return [
    ...(lastDate === null ? [] : [instantsAt(lastDate, choices.hour, manners.timezone)[0]]),
    new Date(now.getTime() - periodMs),
    ...(newest === null ? [] : [new Date(newest - periodMs)]),
  ].map((since, at, all) => ({ since, isOlder: newest !== null && at === all.length - 1 }));
}

/** When the newest post was published that the digest could tell of; null where there is none. */
async function newestOf(
  { query, channelIds }: DigestChoices,
  { posts, finder }: SubscriptionDeps,
): Promise<number | null> {
  const slice = { offset: 0, limit: 1 };
  const scopes = channelIds.length === 0 ? [{}] : channelIds.map((channelId) => ({ channelId }));
  const found = await Promise.all(
    scopes.map(async (scope) => {
      if (query === "") return (await posts.latestPosts({ ...scope, ...slice })).posts;
      const { hits } = await finder.search({ query, order: "newest", ...scope, ...slice });
      // A query that only refuses some posts is found by no search.
      if (hits.length === 0) return (await posts.latestPosts({ ...scope, ...slice })).posts;
      return hits.map(({ post }) => post);
    }),
  );
  const times = found.flat().map(({ date }) => instantMs(date));
  return times.length === 0 ? null : Math.max(...times);
}
