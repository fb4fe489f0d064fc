import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { BackupPlan, KeptBackup } from "../store/backup-folder.ts";
import { type SentError, unpackError } from "./protocol.ts";

export type BackupReply =
  | {
      readonly kind: "made";
      readonly backup: Omit<KeptBackup, "failure">;
      readonly failure: SentError | null;
    }
  | { readonly kind: "failed"; readonly error: SentError };

// Run from its sources, as the tests do, the program has no compiled thread to start.
const IS_COMPILED = import.meta.url.endsWith(".js");

/** Makes a backup in a thread of its own where that is possible: checking it reads all of it in one go. Throws AppError. */
export async function backUpBeside(plan: BackupPlan, signal: AbortSignal): Promise<KeptBackup> {
  if (IS_COMPILED) return backUpInThread(plan, signal);
  const { backUpInto } = await import("../store/backup-folder.ts");
  return backUpInto(plan, { signal });
}

async function backUpInThread(plan: BackupPlan, signal: AbortSignal): Promise<KeptBackup> {
  const worker = new Worker(new URL("./backup-worker.js", import.meta.url), { workerData: plan });
  try {
    // Rejects when the thread breaks, or when it is told to stop.
    const [told]: BackupReply[] = await once(worker, "message", { signal });
    if (told === undefined) throw new Error("The backup thread said nothing");
    if (told.kind === "failed") throw unpackError(told.error);
    return { ...told.backup, failure: told.failure === null ? null : unpackError(told.failure) };
  } finally {
    await worker.terminate();
    if (signal.aborted) await discard(plan);
  }
}

/** A thread that is ended has no time to clean up. */
async function discard(plan: BackupPlan): Promise<void> {
  const [{ backupFileOf }, { discardUnfinished }] = await Promise.all([
    import("../store/backup-folder.ts"),
    import("../store/backup.ts"),
  ]);
  discardUnfinished(backupFileOf(plan));
}
