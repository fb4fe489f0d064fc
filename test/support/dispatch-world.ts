import type { Delivery } from "../../src/digests/delivery.ts";
import type { DigestComposer } from "../../src/digests/digest.ts";
import type { DispatchEvent } from "../../src/digests/dispatch-event.ts";
import { createDispatcher, type Dispatcher, type DispatcherDeps } from "../../src/digests/dispatcher.ts";
import type { Messenger, SendOutcome } from "../../src/digests/messenger.ts";
import { Pacer } from "../../src/digests/pacer.ts";
import type { Place } from "../../src/digests/subscription.ts";
import type { SqliteStore } from "../../src/store/open.ts";
import { aStoredPost } from "./posts.ts";
import { aStore } from "./sqlite-store.ts";
import { eachPost, planAll, savePost } from "./subscriptions.ts";
import { VirtualTimer } from "./virtual-timer.ts";

export const START = new Date("2026-12-01T09:00:00Z");
const LATENCY_MS = 50;
// Enough of them for a batch of deliveries to be read, and for all that was written to be on the disk.
const TURNS = 30;

interface Arrived {
  readonly chatId: number;
  readonly message: string;
  readonly at: number;
}

/** Telegram, whose faults a test decides: what it answers to a request, in the order of requests. */
class FaultyTelegram implements Messenger {
  readonly #timer: VirtualTimer;
  readonly arrived: Arrived[] = [];
  requests = 0;
  /** How many messages a digest or notice is. */
  parts = 1;
  /** Null = it arrives. "never" = it arrives, and the answer does not. */
  answer: (request: { readonly place: Place; readonly count: number }) => SendOutcome | "never" | null = () =>
    null;

  constructor(timer: VirtualTimer) {
    this.#timer = timer;
  }

  writeDigest: Messenger["writeDigest"] = async ({ total }) => this.#write(`digest of ${total}`);
  writeNotice: Messenger["writeNotice"] = async ({ item }) => this.#write(`post ${item.post.id}`);

  async send(place: Place, message: string): Promise<SendOutcome> {
    const count = ++this.requests;
    const answer = this.answer({ place, count });
    if (answer === null || answer === "never" || answer.kind === "unsure")
      this.arrived.push({ chatId: place.chatId, message, at: this.#timer.now() });
    if (answer === "never") return new Promise(() => undefined);
    await this.#timer.sleep(LATENCY_MS, new AbortController().signal);
    return answer ?? { kind: "sent", messageId: count };
  }

  #write(text: string): string[] {
    return Array.from({ length: this.parts }, (_, at) => (this.parts === 1 ? text : `${text}, ${at + 1}`));
  }
}

export interface DispatchWorld {
  readonly store: SqliteStore;
  readonly timer: VirtualTimer;
  readonly telegram: FaultyTelegram;
  readonly events: DispatchEvent[];
  readonly compositions: { count: number };
  readonly dispatcher: Dispatcher;
  now(): Date;
  /** As after a crash: another one with the same store and the same Telegram. */
  another(parts?: Partial<DispatcherDeps>): Dispatcher;
  /** All that is not finished. */
  owed(): Promise<Delivery[]>;
}

/** A dispatcher with a real store and a real pacer, in virtual time. Nothing is owed yet. */
export async function aDispatchWorld(
  choose: (store: SqliteStore, timer: VirtualTimer) => Partial<DispatcherDeps> = () => ({}),
): Promise<DispatchWorld> {
  const timer = new VirtualTimer(TURNS);
  const now = () => new Date(START.getTime() + timer.now());
  const store = await aStore({ now });
  const telegram = new FaultyTelegram(timer);
  const events: DispatchEvent[] = [];
  const compositions = { count: 0 };
  const another = (parts: Partial<DispatcherDeps> = {}) =>
    createDispatcher({
      store,
      composer: aComposer(compositions),
      messenger: telegram,
      pacing: new Pacer({ timer }),
      moveChat: (from, to) => store.moveChat(from, to),
      onEvent: (event) => void events.push(event),
      now,
      random: () => 0.5,
      timer,
      ...choose(store, timer),
      ...parts,
    });
  const owed = async () => store.dueDeliveries(new Date("2100-01-01"), 10_000, []);
  return { store, timer, telegram, events, compositions, dispatcher: another(), now, another, owed };
}

/** One post of everything; what is composed is not what this is about. */
function aComposer(compositions: { count: number }): DigestComposer {
  return {
    composeNotice: async ({ postId }) => {
      compositions.count++;
      const post = aStoredPost({ id: postId });
      return { item: { post, title: "title", summary: "", papers: [] }, matches: [] };
    },
    composeDigest: async () => {
      compositions.count++;
      return { sections: [], papers: [], total: 3 };
    },
    savedQueriesOf: async () => [],
  };
}

/** A post that so many private chats are owed, with the ids from 1. Its key. */
export async function oweToMany(
  { store, now }: DispatchWorld,
  { chats, messageId = 1, dueAt = now() }: { chats: number; messageId?: number; dueAt?: Date },
): Promise<number> {
  return oweTo(
    { store, now },
    Array.from({ length: chats }, (_, at) => at + 1),
    { messageId, dueAt },
  );
}

/** A post that these chats are owed. Its key. */
export async function oweTo(
  { store, now }: Pick<DispatchWorld, "store" | "now">,
  chatIds: readonly number[],
  { messageId = 1, dueAt = now() }: { messageId?: number; dueAt?: Date } = {},
): Promise<number> {
  const wishes = chatIds.map((chatId) => store.saveDigest({ chatId, topicId: null }, eachPost()));
  await Promise.all(wishes);
  const postId = await savePost(store, { messageId });
  await planAll(store, postId, { dueAt });
  return postId;
}
