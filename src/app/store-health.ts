import type { Logger } from "pino";
import { AppError } from "../errors.ts";
import type { StoreEvent } from "../store/health.ts";
import { isPassing, type StoreHealth, type StoreTroubleCode } from "../store-trouble.ts";

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

/** The code of what the store will not get over while the process runs; null = nothing. */
export function lastingTrouble(store: StoreHealth): StoreTroubleCode | null {
  const code = store.trouble()?.code;
  return code === undefined || isPassing(code) ? null : code;
}
