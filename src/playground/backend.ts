import { BotWatch } from "./bot-watch.ts";
import { Drafts } from "./drafts.ts";
import { ChatEvents } from "./events.ts";
import { FaultPlan } from "./faults.ts";
import { FileShelf } from "./file-shelf.ts";
import { FloodLimits } from "./flood.ts";
import { InlineCache, type InlineQuestion } from "./inline-cache.ts";
import { InlineMessages } from "./inline-messages.ts";
import type { InlineResult } from "./inline-result.ts";
import type { Message } from "./message.ts";
import { OpenQueries } from "./open-queries.ts";
import { createProfile, type Profile } from "./profile.ts";
import { RequestLog } from "./request-log.ts";
import { UpdateQueue } from "./update-queue.ts";
import { Webhook } from "./webhook.ts";
import type { World } from "./world.ts";

export interface CallbackAnswer {
  readonly text?: string;
  readonly show_alert?: boolean;
  readonly url?: string;
}

export interface InlineAnswer {
  readonly results: readonly InlineResult[];
  readonly next_offset: string;
  readonly button?: unknown;
}

/** Everything the server keeps for one bot. */
export interface Backend {
  readonly world: World;
  readonly updates: UpdateQueue;
  readonly webhook: Webhook;
  readonly events: ChatEvents;
  readonly watch: BotWatch;
  /** By the message pressed under. */
  readonly callbacks: OpenQueries<Message, CallbackAnswer>;
  readonly inlineQueries: OpenQueries<InlineQuestion, InlineAnswer>;
  readonly inlineCache: InlineCache;
  readonly inlineMessages: InlineMessages;
  /** By the message that called the bot; the answer is a message too. */
  readonly guestQueries: OpenQueries<Message, Message>;
  readonly drafts: Drafts;
  readonly profile: Profile;
  readonly files: FileShelf;
  readonly flood: FloodLimits;
  readonly faults: FaultPlan;
  readonly requests: RequestLog;
  /** Milliseconds. */
  readonly now: () => number;
  /** Of a call, and of its answer. */
  readonly latencyMs: number;
}

// The real server gives a press about this long; an inline query lives as long in its queue.
const CALLBACK_LIFETIME_MS = 15_000;
const INLINE_LIFETIME_MS = 30_000;
const GUEST_LIFETIME_MS = 30_000; // undocumented; they work like inline queries

export function createBackend(options: {
  readonly world: World;
  readonly now: () => number;
  readonly floodLimits: boolean;
  readonly latencyMs?: number;
}): Backend {
  const { world, now, latencyMs = 0 } = options;
  const updates = new UpdateQueue(now);
  return {
    world,
    now,
    latencyMs,
    updates,
    webhook: new Webhook(updates),
    events: new ChatEvents(),
    watch: new BotWatch(),
    callbacks: new OpenQueries({ now, lifetimeMs: CALLBACK_LIFETIME_MS, firstId: 4_300_000_000_000 }),
    inlineQueries: new OpenQueries({ now, lifetimeMs: INLINE_LIFETIME_MS, firstId: 8_600_000_000_000 }),
    inlineCache: new InlineCache(now),
    inlineMessages: new InlineMessages(),
    guestQueries: new OpenQueries({ now, lifetimeMs: GUEST_LIFETIME_MS, firstId: 12_900_000_000_000 }),
    drafts: new Drafts(now),
    profile: createProfile(),
    files: new FileShelf(),
    flood: new FloodLimits(now, options.floodLimits),
    faults: new FaultPlan(),
    requests: new RequestLog(),
  };
}

export function unixTime({ now }: Backend): number {
  return Math.floor(now() / 1000);
}
