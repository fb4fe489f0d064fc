import { Worker } from "node:worker_threads";
import type { SqliteStore } from "../store/open.ts";
import { type SentError, unpackError } from "./protocol.ts";

/** Checks a database that was too large to be read at the start. Rejects with AppError DATABASE_DAMAGED. */
export async function checkLater({ file, isChecked }: SqliteStore, signal: AbortSignal): Promise<void> {
  if (isChecked || file === null) return;
  const worker = new Worker(new URL("./check-worker.js", import.meta.url), { workerData: { file } });
  const stop = () => void worker.terminate();
  signal.addEventListener("abort", stop);
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once("message", (finding: SentError | null) =>
        finding === null ? resolve() : reject(unpackError(finding)),
      );
      worker.once("error", reject);
      worker.once("exit", () => resolve());
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
