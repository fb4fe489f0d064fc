import { on } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import type { ArchiveItem, ArchiveOptions } from "../../src/channel/archive/archive.ts";
import { importArchives } from "../../src/channel/import.ts";
import type { StoredPost } from "../../src/channel/post.ts";
import type { ArchiveJob, ArchiveReply } from "../../src/engine/archive-thread.ts";
import { unpackError } from "../../src/engine/protocol.ts";
import { openStore } from "../../src/store/open.ts";
import { archiveOptions } from "../support/archives.ts";
import { builtProgram } from "../support/compiled.ts";
import { type Damaged, damagedArchive } from "../support/damaged-archives.ts";
import { diceOf } from "../support/dice.ts";
import { fuzzPlan, replayOf, tell, tellProgress } from "../support/fuzz-plan.ts";
import { aWatchdog } from "../support/watchdog.ts";
import { type WholeArchive, wholeArchives } from "../support/whole-archives.ts";

const PLAN = fuzzPlan("files", 60);
const LIMIT_MS = 30_000; // they are small: whatever takes longer hangs
const IN_THREAD = 10; // one in so many: starting a thread takes far longer than reading a small file

test("however an archive is damaged, it is imported or refused in words, and nothing half is kept", {
  timeout: PLAN.timeoutMs,
}, async () => {
  const worker = pathToFileURL(join(builtProgram(), "../archive-worker.js"));
  const wholes = wholeArchives();
  const known = new Map<WholeArchive, Imported>();
  for (const whole of wholes) known.set(whole, await imported(whole, worker));
  const watchdog = aWatchdog(LIMIT_MS, `Not done after ${LIMIT_MS} ms: npm run fuzz -- files 1 --seed #`);
  const wrong: string[] = [];
  const outcomes: Record<string, number> = {};
  let slowest = { ms: 0, replay: "" };
  for (let seed = PLAN.seed; seed < PLAN.seed + PLAN.cases; seed++) {
    watchdog.watch(seed);
    tellProgress("files", PLAN, seed - PLAN.seed);
    const dice = diceOf(seed);
    const whole = dice.pick(wholes);
    const damaged = damagedArchive(dice, whole);
    const begun = performance.now();
    const found = await imported(damaged.files, dice.once(IN_THREAD) ? worker : null).catch((error) =>
      complaint(error),
    );
    const ms = Math.round(performance.now() - begun);
    if (ms > slowest.ms) slowest = { ms, replay: `${replayOf("files", seed)} (${damaged.damage})` };
    const outcome = typeof found === "string" ? "broken" : found.failure;
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    const what = typeof found === "string" ? [found] : mistakes(found, damaged, known.get(whole));
    wrong.push(...what.map((mistake) => `${replayOf("files", seed)} (${damaged.damage}): ${mistake}`));
  }
  const { heapUsed } = process.memoryUsage();
  tell("files", PLAN, {
    files: PLAN.cases,
    outcomes,
    slowest,
    heapMb: Math.round(heapUsed / 2 ** 20),
  });
  expect(wrong.slice(0, 20)).toEqual([]);
});

interface Imported {
  readonly posts: readonly StoredPost[];
  /** The code of what was told to the operator; "imported" where nothing was. */
  readonly failure: string;
}

function complaint(error: unknown): string {
  return error instanceof Error ? `${error.stack}`.slice(0, 800) : String(error);
}

/** Read in a thread of its own, as by the bot, or here, as on the command line. Rejects with what is no message for people. */
async function imported(files: Readonly<Record<string, Buffer>>, worker: URL | null): Promise<Imported> {
  const store = await openStore("file::memory:");
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-"));
  try {
    const options = archiveOptions({ year: 2024, signal: AbortSignal.timeout(LIMIT_MS) });
    const beside = worker && {
      open: (location: string, given: ArchiveOptions) => readBeside(worker, location, given),
    };
    const [report] = await importArchives([writtenDown(files, folder)], { store, options, ...beside });
    const failure = report?.failure ?? null;
    if (failure?.code === "IMPORT_INTERRUPTED") throw new Error(`not done after ${LIMIT_MS} ms`);
    if (failure !== null && !(failure.message.length < 3000 && failure.hint))
      throw new Error(`no message for people: ${failure.message.slice(0, 300)}`);
    const { posts } = await store.latestPosts({ offset: 0, limit: 10_000 });
    return { posts, failure: failure?.code ?? "imported" };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
}

function writtenDown(files: Readonly<Record<string, Buffer>>, folder: string): string {
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  return folder;
}

async function* readBeside(
  program: URL,
  location: string,
  { now, year, signal }: ArchiveOptions,
): AsyncGenerator<ArchiveItem> {
  const job: ArchiveJob = { location, options: { now, ...(year === undefined ? {} : { year }) } };
  const worker = new Worker(program, { workerData: job });
  try {
    for await (const [reply] of on(worker, "message", { signal, close: ["exit"] })) {
      const told: ArchiveReply = reply;
      if (told.kind === "end") return;
      if (told.kind === "error") throw unpackError(told.error);
      if (told.kind === "progress") continue;
      yield* told.items;
      worker.postMessage("more");
    }
    throw new Error("The archive thread ended before the archive");
  } finally {
    await worker.terminate();
  }
}

/** What no post may be; and of a file that only lacks its end, every post is one of the whole file's. */
function mistakes({ posts }: Imported, { damage, files }: Damaged, whole: Imported | undefined): string[] {
  const odd = posts.filter((post) => !isPost(post)).map((post) => `no post: ${shown(post)}`);
  if (damage !== "cut" || "page.txt" in files) return odd;
  const texts = new Set(whole?.posts.flatMap((post) => [content(post), content(withoutCaption(post))]));
  return [
    ...odd,
    ...posts.filter((post) => !texts.has(content(post))).map((post) => `half a post: ${shown(post)}`),
  ];
}

function isPost({ messageId, date, text, entities, media, poll, channel }: StoredPost): boolean {
  const isId = messageId === null || (Number.isSafeInteger(messageId) && messageId > 0);
  const isSaying = text !== "" || media.length > 0 || poll !== null;
  return (
    isId &&
    isSaying &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/.test(date) &&
    !Number.isNaN(Date.parse(date)) &&
    text.isWellFormed() &&
    entities.every(({ offset, length }) => offset >= 0 && length > 0 && offset + length <= text.length) &&
    (channel.telegramId === null || Number.isSafeInteger(channel.telegramId))
  );
}

/** The caption of an album may stand under any of its messages. */
function withoutCaption(post: StoredPost): StoredPost {
  return post.albumMessageIds.length > 0 ? { ...post, text: "", entities: [] } : post;
}

/** Albums may have lost the messages behind the cut. */
function content({ messageId, date, text, entities, poll }: StoredPost): string {
  return JSON.stringify([messageId, date, text, entities, poll]);
}

function shown(post: StoredPost): string {
  return JSON.stringify({ ...post, channel: undefined }).slice(0, 400);
}
