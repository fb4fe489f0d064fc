import type { Logger } from "pino";
import { AppError } from "../errors.ts";
import type { StoreEvent } from "../store/health.ts";
import type { SqliteStore } from "../store/open.ts";
import { ifStoreWorks, isPassing } from "../store-trouble.ts";
import type { Receiver } from "../telegram/receiver.ts";

export interface HealthDeps {
  readonly log: Logger;
  readonly onFatal: (error: AppError) => void;
}

/** Tells the operator when the store cannot do its work, and when it can again: once, not at every attempt. */
export function followHealth(event: StoreEvent, { log, onFatal }: HealthDeps): void {
  const { code, message, hint } = event.trouble;
  if (event.kind === "over") {
    log.info({ code, ms: event.ms }, "the store works again; what has waited is done now");
    return;
  }
  const fields = { code, error: message, hint };
  if (isPassing(code))
    log.error(fields, "the store cannot be written; search goes on, all else waits until it can");
  else log.fatal(fields, "the store cannot be used as it is");
  // Whatever is written from now on would be lost.
  if (code === "DATABASE_MISSING") onFatal(new AppError(code, message, { hint }));
}

/** What `/health` tells. */
export async function healthOf(store: SqliteStore, receiver: Receiver) {
  const trouble = store.trouble();
  const posts = await ifStoreWorks(store.countPosts());
  return {
    isReady: receiver.isConnected(),
    posts: posts ?? 0,
    trouble: trouble === null ? null : { code: trouble.code, isLasting: !isPassing(trouble.code) },
  };
}
