import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { checkLater } from "../engine/check-later.ts";
import { indexWaiting } from "../engine/index-upkeep.ts";
import { reportError } from "../error-report.ts";
import { AppError } from "../errors.ts";
import { keepHouse, surelyPast } from "../housekeeping.ts";
import type { Chat } from "../telegram/chat.ts";
import type { NightlyBackup } from "./nightly-backup.ts";
import type { Running } from "./running.ts";
import type { SendingDeps } from "./sending.ts";

export interface BesideAnswersDeps extends Omit<SendingDeps, "messenger"> {
  readonly chat: Pick<
    Chat,
    "messenger" | "syncProfile" | "tellOfAbandonedImports" | "telegramTime" | "warmUp"
  >;
  /** Undefined where none are wanted. */
  readonly startBackups: () => Promise<NightlyBackup | undefined>;
  /** Called when the database turns out to be damaged. */
  readonly onFatal: (error: AppError) => void;
}

// Whoever wrote before the start has an answer by then, in all likelihood: it takes a tenth of a second where nothing
// else wants the processor.
const FIRST_ANSWERS_MS = 300;

/** What is done beside the answers, when the first ones have had their time. Ends with what is stopping. */
export async function workBesideAnswers(running: Running, deps: BesideAnswersDeps): Promise<void> {
  const stopping = running.stopping.signal;
  const isStopped = await sleep(FIRST_ANSWERS_MS, false, { signal: stopping }).catch(() => true);
  if (isStopped) return;
  const { store, log, now, chat } = deps;
  const { createSending } = await import("./sending.ts");
  if (stopping.aborted) return;
  running.sending = createSending({ ...deps, messenger: chat.messenger });
  running.sending.start();
  running.backups = await deps.startBackups();
  if (stopping.aborted) return running.backups?.stop();
  const surely = () => surelyPast(now(), chat.telegramTime());
  running.timers.push(keepHouse(store, { log, now: surely, stopping }));
  // After everything else: reading a large database keeps disk and processor from others.
  void checkDatabase(stopping, deps);
  await Promise.all([
    indexWaiting(store, stopping, log),
    writeProfile(chat, log),
    chat.tellOfAbandonedImports(),
    chat.warmUp(),
  ]);
}

async function writeProfile(chat: Pick<Chat, "syncProfile">, log: Logger): Promise<void> {
  try {
    await chat.syncProfile();
  } catch (error) {
    log.warn({ error: reportError(error) }, "the command menu and descriptions could not be written");
  }
}

async function checkDatabase(
  stopping: AbortSignal,
  { store, log, onFatal }: BesideAnswersDeps,
): Promise<void> {
  try {
    await checkLater(store, stopping);
  } catch (error) {
    if (error instanceof AppError) onFatal(error);
    else log.error({ error: reportError(error) }, "the database could not be checked");
  }
}
