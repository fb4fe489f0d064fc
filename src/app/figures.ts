import { stat, statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { resultWithin } from "../deadline.ts";
import type { Searcher } from "../engine/searcher.ts";
import { figure, type Sample } from "../metrics/instruments.ts";
import type { SqliteStore } from "../store/open.ts";
import { STORE_TROUBLES } from "../store-trouble.ts";
import type { Pulse } from "../telegram/admin/pulse.ts";
import type { ChatDeps } from "../telegram/chat.ts";
import { missingParts, READY_PARTS, type ReadinessDeps } from "./readiness.ts";

export interface FigureDeps extends ReadinessDeps, Pick<ChatDeps, "modelStatus"> {
  readonly store: Pick<SqliteStore, "search" | "operatingFigures" | "file" | "trouble">;
  readonly searcher: Pick<Searcher, "indexStatus" | "heapBytes">;
  readonly pulse: Pulse;
  readonly now: () => Date;
  readonly backups: {
    /** Whether this process makes them. */
    readonly isPlanned: boolean;
    /** When the newest was made; null = there is none. */
    readonly newestAt: () => Promise<Date | null>;
  };
}

type Read = (deps: FigureDeps) => Promise<readonly Sample[]>;

const READS: readonly Read[] = [readiness, trouble, kept, search, machine, backups, model, program];
// Whoever asks has a deadline, and everything else to be told.
const SEARCH_ANSWERS_MS = 1_000;

/** How things are just now. What cannot be told is left out, and `onError` hears why. */
export async function readFigures(deps: FigureDeps): Promise<readonly Sample[]> {
  const read = READS.map((each) =>
    each(deps).catch((error) => {
      deps.onError(error);
      return [];
    }),
  );
  return (await Promise.all(read)).flat();
}

async function readiness(deps: FigureDeps): Promise<readonly Sample[]> {
  const missing = await missingParts(deps);
  return [
    figure("inforetriever_ready", Number(missing.length === 0), {}),
    ...READY_PARTS.map((part) =>
      figure("inforetriever_ready_part", Number(!missing.includes(part)), { part }),
    ),
  ];
}

async function trouble({ store }: FigureDeps): Promise<readonly Sample[]> {
  const met = store.trouble()?.code;
  return STORE_TROUBLES.map((code) => figure("inforetriever_store_trouble", Number(code === met), { code }));
}

async function kept({ store, now }: FigureDeps): Promise<readonly Sample[]> {
  const time = now();
  const { posts, index, updates, subscriptions, deliveries, ...bytes } = await store.operatingFigures(time);
  return [
    figure("inforetriever_posts", posts.shown, { state: "shown" }),
    figure("inforetriever_posts", posts.hidden, { state: "hidden" }),
    figure("inforetriever_index_posts", index.indexed, { state: "indexed" }),
    figure("inforetriever_index_posts", index.waiting, { state: "waiting" }),
    figure("inforetriever_queue_updates", updates.queued, {}),
    figure("inforetriever_queue_oldest_seconds", secondsSince(updates.oldestQueuedAt, time), {}),
    figure("inforetriever_parked_updates", updates.parked, {}),
    figure("inforetriever_subscriptions", subscriptions.each, { kind: "each" }),
    figure("inforetriever_subscriptions", subscriptions.daily, { kind: "daily" }),
    figure("inforetriever_subscriptions", subscriptions.weekly, { kind: "weekly" }),
    figure("inforetriever_subscriptions", subscriptions.alert, { kind: "alert" }),
    figure("inforetriever_deliveries", deliveries.pending, { state: "pending" }),
    figure("inforetriever_deliveries", deliveries.sending, { state: "sending" }),
    figure("inforetriever_deliveries_oldest_seconds", secondsSince(deliveries.oldestDueAt, time), {}),
    figure("inforetriever_database_bytes", bytes.databaseBytes, {}),
    figure("inforetriever_database_wal_bytes", bytes.walBytes, {}),
  ];
}

/** 0 where nothing waits; a clock that was set back makes nothing wait for less. */
function secondsSince(time: Date | null, now: Date): number {
  return time === null ? 0 : Math.max(0, (now.getTime() - time.getTime()) / 1000);
}

async function search({ searcher, onError }: FigureDeps): Promise<readonly Sample[]> {
  const asked = Promise.all([searcher.indexStatus(), searcher.heapBytes()]);
  const answer = await resultWithin(SEARCH_ANSWERS_MS, asked).catch((error) => {
    onError(error);
    return undefined;
  });
  const [status, heapBytes] = answer ?? [{ kind: "silent" } as const, null];
  const states = ["ready", "loading", "too-large", "silent"] as const;
  return [
    ...states.map((state) =>
      figure("inforetriever_fast_index_state", Number(state === status.kind), { state }),
    ),
    figure("inforetriever_fast_index_posts", status.kind === "ready" ? status.posts : 0, {}),
    ...(heapBytes === null ? [] : [figure("inforetriever_search_thread_heap_bytes", heapBytes, {})]),
  ];
}

async function machine({ store: { file } }: FigureDeps): Promise<readonly Sample[]> {
  if (file === null) return [];
  const { bavail, bsize } = await statfs(dirname(file));
  return [
    figure("inforetriever_disk_free_bytes", bavail * bsize, {}),
    figure("inforetriever_fast_index_snapshot_bytes", await sizeOf(`${file}-index`), {}),
  ];
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}

async function backups({ backups: { isPlanned, newestAt } }: FigureDeps): Promise<readonly Sample[]> {
  const newest = await newestAt();
  return [
    figure("inforetriever_backup_planned", Number(isPlanned), {}),
    figure("inforetriever_backup_last_timestamp_seconds", (newest?.getTime() ?? 0) / 1000, {}),
  ];
}

async function model({ modelStatus }: FigureDeps): Promise<readonly Sample[]> {
  if (modelStatus === undefined) return [];
  const { worded, fellBack, breaker } = modelStatus();
  const outcomes = { worded, ...fellBack };
  return [
    ...keysOf(outcomes).map((outcome) =>
      figure("inforetriever_model_answers_total", outcomes[outcome] ?? 0, { outcome }),
    ),
    figure("inforetriever_model_paused", Number(breaker !== "closed"), {}),
  ];
}

function keysOf<Key extends string>(counts: Readonly<Partial<Record<Key, number>>>): Key[];
function keysOf(counts: object): string[] {
  return Object.keys(counts);
}

async function program({ pulse }: FigureDeps): Promise<readonly Sample[]> {
  return [
    figure("inforetriever_errors_total", pulse.errors, {}),
    figure("inforetriever_build_info", 1, { version: pulse.version }),
  ];
}
