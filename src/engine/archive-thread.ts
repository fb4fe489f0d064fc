import { on } from "node:events";
import { Worker } from "node:worker_threads";
import type { ArchiveItem, ArchiveOptions } from "../channel/archive/archive.ts";
import type { OpenArchive } from "../channel/archive/open.ts";
import { SMALL_YOUNG_SPACE } from "./memory.ts";
import { type SentError, unpackError } from "./protocol.ts";

export interface ArchiveJob {
  readonly location: string;
  readonly options: Pick<ArchiveOptions, "channel" | "year" | "now">;
}

export type ArchiveReply =
  /** To be answered, so that no more is read than can be taken in. */
  | { readonly kind: "items"; readonly items: readonly ArchiveItem[] }
  | { readonly kind: "progress"; readonly done: number; readonly total: number | null }
  | { readonly kind: "error"; readonly error: SentError }
  | { readonly kind: "end" };

// Run from its sources, as the tests do, the program has no compiled thread to start.
const IS_COMPILED = import.meta.url.endsWith(".js");

/** Reads an archive in a thread of its own where that is possible: a page of megabytes is parsed in one go. */
export const openArchiveBeside: OpenArchive = IS_COMPILED ? readInThread : readHere;

async function* readHere(location: string, options: ArchiveOptions): AsyncGenerator<ArchiveItem> {
  const { openArchive } = await import("../channel/archive/open.ts");
  yield* openArchive(location, options);
}

async function* readInThread(location: string, options: ArchiveOptions): AsyncGenerator<ArchiveItem> {
  const { channel, year, now, signal, onProgress } = options;
  const job: ArchiveJob = {
    location,
    options: {
      now,
      ...(channel === undefined ? {} : { channel }),
      ...(year === undefined ? {} : { year }),
    },
  };
  const worker = new Worker(new URL("./archive-worker.js", import.meta.url), {
    workerData: job,
    resourceLimits: SMALL_YOUNG_SPACE,
  });
  try {
    for await (const [reply] of on(worker, "message", { signal, close: ["exit"] })) {
      const told: ArchiveReply = reply;
      if (told.kind === "end") return;
      if (told.kind === "error") throw unpackError(told.error);
      if (told.kind === "progress") onProgress?.(told.done, told.total);
      else {
        yield* told.items;
        worker.postMessage("more");
      }
    }
    throw new Error("The archive thread ended before the archive");
  } finally {
    await worker.terminate();
  }
}
