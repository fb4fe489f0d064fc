import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { settledWithin } from "../deadline.ts";
import { backUpBeside } from "../engine/backup-thread.ts";
import { reportError } from "../error-report.ts";
import { type BackupPlan, type KeptBackup, newestBackup } from "../store/backup-folder.ts";
import { afterFailure, afterStart, afterSuccess, type BackupTime, stillDue } from "./backup-schedule.ts";

export interface NightlyPlan extends Omit<BackupPlan, "now"> {
  readonly at: BackupTime;
  /** IANA name. */
  readonly timezone: string;
}

export interface BackupDeps {
  readonly log: Logger;
  readonly now: () => Date;
  /** Makes one; absent = in a thread of its own. */
  readonly backUp?: (plan: BackupPlan, signal: AbortSignal) => Promise<KeptBackup>;
  /** Resolves after so long, or on the signal; absent = by the timer of this process. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

export interface NightlyBackup {
  /** Ends one that is being made: nothing is left of it. Twice is fine. */
  stop(): Promise<void>;
}

// What is asked every so often notices a clock that was set, and a machine that has slept.
const LONGEST_PAUSE_MS = 60_000;
const STOP_MS = 3_000;

/** Makes a backup every day at that local time; what fails is logged and tried again. */
export function startNightlyBackup(plan: NightlyPlan, deps: BackupDeps): NightlyBackup {
  const stopping = new AbortController();
  const running = keepBackingUp(plan, deps, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await settledWithin(STOP_MS, [running]);
    },
  };
}

async function keepBackingUp(plan: NightlyPlan, deps: BackupDeps, stopping: AbortSignal): Promise<void> {
  const { now, pause = pauseByTimer } = deps;
  for (let due = firstDue(plan, deps); !stopping.aborted; ) {
    due = stillDue(due, plan, now());
    const waitMs = due.getTime() - now().getTime();
    if (waitMs > 0) await pause(Math.min(waitMs, LONGEST_PAUSE_MS), stopping);
    else due = await backUpOnce(plan, deps, stopping);
  }
}

function firstDue({ database, folder, ...times }: NightlyPlan, { log, now }: BackupDeps): Date {
  try {
    return afterStart(newestBackup(database, folder), times, now());
  } catch (error) {
    log.warn({ error: reportError(error) }, "the folder of backups cannot be read");
    return afterStart(null, times, now());
  }
}

/** Returns when the next one is due. */
async function backUpOnce(plan: NightlyPlan, deps: BackupDeps, stopping: AbortSignal): Promise<Date> {
  const { log, now, backUp = backUpBeside } = deps;
  const { database, folder, keep } = plan;
  const started = performance.now();
  try {
    const backup = await backUp({ database, folder, keep, now: now() }, stopping);
    logMade(backup, Math.round(performance.now() - started), log);
    return afterSuccess(plan, now());
  } catch (error) {
    if (!stopping.aborted)
      log.error({ error: reportError(error) }, "the backup failed; it is tried again in an hour");
    return afterFailure(plan, now());
  }
}

function logMade({ file, bytes, contents, removed, failure }: KeptBackup, ms: number, log: Logger): void {
  log.info({ file, bytes, ms, ...contents, removed: removed.length }, "backup made and checked");
  if (failure !== null)
    log.warn({ error: reportError(failure) }, "older backups cannot be removed; they fill the disk");
}

async function pauseByTimer(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined); // told to stop
}
