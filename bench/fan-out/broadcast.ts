import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makePost } from "../../src/channel/post.ts";
import type { Digest, DigestComposer } from "../../src/digests/digest.ts";
import { createDispatcher } from "../../src/digests/dispatcher.ts";
import type { Messenger } from "../../src/digests/messenger.ts";
import { Pacer, TELEGRAM_LIMITS } from "../../src/digests/pacer.ts";
import { USUAL_DIGEST } from "../../src/digests/usual-digest.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import type { Row } from "../row.ts";
import { randomFrom } from "../search/randomness.ts";
import { slidingSecond } from "./limits.ts";
import { Line, sleep } from "./line.ts";
import { type ReplyDelays, replyDelays } from "./replies.ts";

const PER_SECOND = 1_000; // what a paid broadcast gets
const LATENCY_MS = 60;
const AT_ONCE = 500;
const POLL_MS = 100;
const FIRST_PART = 0.1;
const STEADY_FROM = 5 * PER_SECOND;
const NO_DIGEST: Digest = { sections: [], papers: [], total: 0 };

/** One post to so many people through the real dispatcher, pacer and store; the messenger alone is simulated. */
export async function measureBroadcast(recipients: number): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  const store = await openStore(`file:${join(folder, "bench.db")}`);
  try {
    console.error(`fan-out: ${recipients.toLocaleString("en")} people subscribe …`);
    await owe(store, recipients);
    return await broadcast(store, recipients);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

async function owe(store: SqliteStore, recipients: number): Promise<void> {
  for (let from = 1; from <= recipients; from += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, recipients - from + 1) }, (_, at) =>
        subscribe(store, from + at),
      ),
    );
  const channel = await store.openChannel({ telegramId: 1_900_000_003, username: "bench", title: "Bench" });
  const post = makePost({ messageId: 1, date: new Date().toISOString(), editedAt: null, text: "News" });
  const [saved] = await store.savePosts(channel.id, [post]);
  const step = { dueAt: new Date(), limit: AT_ONCE };
  while (!(await store.planPost(saved?.postId ?? 0, [], step)));
}

function subscribe(store: SqliteStore, chatId: number): Promise<unknown> {
  return store.saveDigest(
    { chatId, topicId: null },
    {
      timezone: "Europe/Moscow",
      quietHours: null,
      isSilent: false,
      language: "ru",
      digest: { ...USUAL_DIGEST, rhythm: { kind: "each" } },
      next: null,
    },
  );
}

async function broadcast(store: SqliteStore, recipients: number): Promise<Row[]> {
  const pacer = new Pacer({ limits: { ...TELEGRAM_LIMITS, perSecond: PER_SECOND } });
  const random = randomFrom(recipients);
  const line = new Line({
    limit: slidingSecond(PER_SECOND),
    latencyMs: LATENCY_MS,
    shareBefore: 0.25,
    random,
  });
  const people = { pacing: pacer, store, line };
  const counts = { sent: 0 };
  const dispatcher = createDispatcher({
    store,
    composer: oneNotice(store),
    messenger: messengerOver(line, counts),
    pacing: pacer,
    moveChat: async () => undefined,
    onEvent: (event) => console.error(`fan-out: ${JSON.stringify(event)}`),
    now: () => new Date(),
    random,
    perSecond: PER_SECOND,
  });
  const alone = await replyDelays(people, () => sleep(10_000));
  console.error(`fan-out: one post to ${recipients.toLocaleString("en")} people …`);
  dispatcher.start();
  await until(() => counts.sent >= STEADY_FROM);
  line.countAnew();
  const figures = { firstRss: 0, lastRss: 0, percent: 0, refused: 0 };
  const busy = await replyDelays(people, async () => {
    await until(() => counts.sent >= FIRST_PART * recipients);
    figures.firstRss = process.memoryUsage().rss;
    await until(() => counts.sent >= recipients - STEADY_FROM / 2);
    figures.lastRss = process.memoryUsage().rss;
    const { takenPerSecond, refused } = line.counts();
    figures.percent = (100 * takenPerSecond) / PER_SECOND;
    figures.refused = refused;
  });
  await until(() => counts.sent >= recipients);
  await dispatcher.stop(10_000);
  return rowsOf(`${recipients.toLocaleString("en")} people, ${PER_SECOND} a second`, figures, {
    alone,
    busy,
  });
}

function rowsOf(
  group: string,
  figures: { firstRss: number; lastRss: number; percent: number; refused: number },
  { alone, busy }: { alone: ReplyDelays; busy: ReplyDelays },
): Row[] {
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  return [
    { name: "taken, replies too", value: figures.percent, unit: "% of limit" },
    { name: "refused after 5 s", value: figures.refused, unit: "requests" },
    { name: "memory when 10 % are sent", value: megabytes(figures.firstRss), unit: "MB" },
    { name: "memory near the end", value: megabytes(figures.lastRss), unit: "MB" },
    { name: "a reply waits longer, p50", value: Math.max(0, busy.p50 - alone.p50), unit: "ms" },
    { name: "a reply waits longer, p99", value: Math.max(0, busy.p99 - alone.p99), unit: "ms" },
  ].map((row) => ({ ...row, group }));
}

function oneNotice(store: SqliteStore): DigestComposer {
  return {
    composeNotice: async ({ postId }) => {
      const [post = null] = await store.postsByIds([postId]);
      return post && { item: { post, title: "News", summary: "", papers: [] }, matches: [] };
    },
    composeDigest: async () => NO_DIGEST,
    savedQueriesOf: async () => [],
  };
}

function messengerOver(line: Line, counts: { sent: number }): Messenger {
  return {
    writeDigest: async () => [],
    writeNotice: async ({ item }) => [JSON.stringify({ text: item.post.text.repeat(200) })],
    send: async () => {
      const retryAfter = await line.send();
      if (retryAfter > 0) return { kind: "refused-for-now", waitMs: retryAfter * 1000 };
      return { kind: "sent", messageId: ++counts.sent };
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(POLL_MS);
}
