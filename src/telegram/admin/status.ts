import type { ModelStatus } from "../../answers/model/model-status.ts";
import type { Channel, StoredPost } from "../../channel/post.ts";
import type { PostReader } from "../../channel/post-store.ts";
import type { DeliveryFigures, DeliveryStore } from "../../digests/delivery-store.ts";
import type { IndexStatus } from "../../search/fast-index.ts";
import { ifStoreWorks, type StoreHealth, type StoreTrouble } from "../../store-trouble.ts";
import { answer, type BotContext } from "../context.ts";
import type { AnswerFigures, FeedbackStore } from "../feedback.ts";
import type { Inbox } from "../inbox.ts";
import type { Pulse } from "./pulse.ts";
import { type StatusFormats, showSections, showStatus, statusFormats } from "./status-view.ts";
import type { FigureReader, StoreFigures } from "./store-figures.ts";
import { troubleSection } from "./trouble-view.ts";

/** How the bot is doing, as far as numbers tell. */
export interface Status {
  readonly channels: readonly ChannelStatus[];
  readonly figures: StoreFigures;
  readonly answers: { readonly week: AnswerFigures; readonly ever: AnswerFigures };
  /** Null where none words answers. */
  readonly model: ModelStatus | null;
  /** Null where the search does not answer. */
  readonly index: IndexStatus | null;
  readonly parkedUpdates: number;
  /** What keeps the store from its work; null = nothing. */
  readonly trouble: StoreTrouble | null;
  readonly deliveries: DeliveryFigures;
  readonly pulse: Pulse;
  readonly memoryBytes: number;
  readonly now: Date;
}

export interface ChannelStatus {
  readonly channel: Channel;
  readonly posts: number;
  readonly newest: StoredPost | null;
}

export interface StatusDeps {
  readonly posts: PostReader;
  readonly figures: FigureReader;
  readonly feedback: FeedbackStore;
  readonly inbox: Pick<Inbox, "parked">;
  readonly deliveries: Pick<DeliveryStore, "deliveryFigures">;
  readonly health: StoreHealth;
  readonly indexStatus: () => Promise<IndexStatus>;
  /** Of the model that words answers; absent = there is none. */
  readonly modelStatus?: (() => ModelStatus) | undefined;
  readonly pulse: Pulse;
  /** IANA zone in which times are shown. */
  readonly timezone: string;
  readonly now: () => Date;
}

/** Sends a page of figures. */
export function createStatus(deps: StatusDeps): (ctx: BotContext) => Promise<void> {
  const formats = new Map<string, StatusFormats>();
  return async (ctx) => {
    const { language } = ctx.texts;
    const format = formats.get(language) ?? statusFormats(language, deps.timezone);
    formats.set(language, format);
    const { health, now } = deps;
    // This page is asked for when something is wrong: what cannot be read must not hide why.
    const status = await ifStoreWorks(readStatus(ctx.update.update_id, deps));
    const text =
      status === undefined
        ? showSections(
            troubleSection({ trouble: health.trouble(), now: now() }, ctx.texts, format),
            ctx.texts,
          )
        : showStatus(status, ctx.texts, format);
    await answer(ctx, { text });
  };
}

/** And today is the seventh. */
const SIX_DAYS_MS = 6 * 24 * 60 * 60 * 1000;

async function readStatus(askingUpdateId: number, deps: StatusDeps): Promise<Status> {
  const { posts, figures, inbox, pulse, now } = deps;
  return {
    channels: await channelsIn(posts),
    figures: await figures.figures(askingUpdateId),
    answers: {
      week: await deps.feedback.answerFigures(new Date(now().getTime() - SIX_DAYS_MS)),
      ever: await deps.feedback.answerFigures(new Date(0)),
    },
    model: deps.modelStatus?.() ?? null,
    // This page is asked for when something is wrong, so a search that fails is a finding.
    index: await deps.indexStatus().catch(() => null),
    parkedUpdates: (await inbox.parked()).length,
    deliveries: await deps.deliveries.deliveryFigures(now()),
    trouble: deps.health.trouble(),
    pulse,
    memoryBytes: process.memoryUsage().rss,
    now: now(),
  };
}

function channelsIn(posts: PostReader): Promise<ChannelStatus[]> {
  return posts.channels().then((channels) =>
    Promise.all(
      channels.map(async (channel) => {
        const latest = await posts.latestPosts({ channelId: channel.id, offset: 0, limit: 1 });
        return { channel, posts: latest.total, newest: latest.posts[0] ?? null };
      }),
    ),
  );
}
