import { sep } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import type { OpenArchive } from "../../channel/archive/open.ts";
import { type ArchiveReport, type ImportPace, importArchives } from "../../channel/import.ts";
import type { PostStore } from "../../channel/post-store.ts";
import { reportError } from "../../error-report.ts";
import { AppError } from "../../errors.ts";
import { ifStoreWorks } from "../../store-trouble.ts";
import { buttonData } from "../button-data.ts";
import type { BotContext } from "../context.ts";
import type { ImportStore } from "../imports-under-way.ts";
import { LATEST } from "../list.ts";
import type { Lists } from "../lists.ts";
import type { OutgoingMessage } from "../message.ts";
import { lastWordsOf } from "./abandoned-imports.ts";
import type { CaptionOptions } from "./import-caption.ts";
import { inImportFolder } from "./import-folder.ts";
import { showImportProblem, showImportReport, showImportStep } from "./import-view.ts";
import type { ProgressMessage } from "./progress-message.ts";
import type { Pulse } from "./pulse.ts";
import { type DownloadDeps, downloadFile, type SentFile } from "./telegram-file.ts";

export interface ImportRunDeps extends DownloadDeps {
  readonly posts: PostStore;
  readonly imports: ImportStore;
  readonly lists: Lists;
  readonly openArchive: OpenArchive;
  readonly pulse: Pulse;
  readonly newToken: () => string;
  readonly now: () => Date;
  readonly log: Logger;
  /** Aborted when no new work is begun: what was read until then is kept. */
  readonly stopping: AbortSignal;
}

export interface ImportJob {
  readonly ctx: BotContext;
  readonly file: SentFile;
  readonly caption: CaptionOptions;
  readonly progress: ProgressMessage;
}

// Saving so many posts takes some ten milliseconds; others are answered in between.
const BATCH_POSTS = 10;
const LONGEST_TURN_MS = 10;

/** From the file to the last words about it. Nobody stands behind it, so whatever goes wrong ends here. */
export async function importSentFile(job: ImportJob, deps: ImportRunDeps): Promise<void> {
  const { imports, log } = deps;
  const { place } = job.progress;
  try {
    await ifStoreWorks(imports.beginImport({ ...place, lastWords: whenInterrupted(job) }));
    await job.progress.end(await outcomeOf(job, deps));
  } catch (error) {
    if (!(await isApologised(error, job, deps))) return; // the next start says that it was interrupted
  }
  await ifStoreWorks(imports.endImport(place)).catch((error) =>
    log.warn({ error: reportError(error) }, "that an import has ended could not be kept"),
  );
}

async function isApologised(
  error: unknown,
  { ctx, progress }: ImportJob,
  { pulse, newToken, now, log }: ImportRunDeps,
): Promise<boolean> {
  const errorId = pulse.failed(newToken(), now());
  log.error({ errorId, error: reportError(error) }, "the import of a file failed");
  try {
    await progress.end({ text: ctx.texts.rich("error-apology", { id: errorId }) });
    return true;
  } catch (failed) {
    log.warn({ errorId, error: reportError(failed) }, "the apology could not be sent");
    return false;
  }
}

async function outcomeOf(job: ImportJob, deps: ImportRunDeps): Promise<OutgoingMessage> {
  const { ctx, file } = job;
  try {
    return await inImportFolder(async (folder) => {
      const path = await downloadFile(ctx.api, file, { ...deps, folder, signal: deps.stopping });
      const report = withoutFolder(await importPath(path, job, deps), folder);
      logReport(report, deps.log);
      return reportMessage(job, report, deps);
    });
  } catch (error) {
    const told = deps.stopping.aborted ? interrupted(error) : error;
    if (!(told instanceof AppError)) throw error;
    deps.log.info({ code: told.code }, "the file of an administrator could not be imported");
    return { text: showImportProblem(file.name, told, ctx.texts) };
  }
}

async function importPath(path: string, job: ImportJob, deps: ImportRunDeps): Promise<ArchiveReport> {
  const { ctx, file, caption, progress } = job;
  let share: number | null = null;
  let posts = 0;
  const show = () => progress.show(() => showImportStep({ file: file.name, share, posts }, ctx.texts));
  const [report] = await importArchives([path], {
    store: deps.posts,
    options: { ...caption, now: deps.now(), fetch: deps.fetch, signal: deps.stopping },
    open: deps.openArchive,
    pace: besideOthers(),
    onProgress: ({ done, total }) => {
      share = total === null || total === 0 ? null : Math.min(1, done / total);
      show();
    },
    onSaved: (saved) => {
      posts = saved;
      show();
    },
  });
  if (report === undefined) throw new Error("An import of one archive gave no report");
  return report;
}

function besideOthers(): ImportPace {
  let turnStart = performance.now();
  return {
    batchPosts: BATCH_POSTS,
    giveWay: async () => {
      if (performance.now() - turnStart < LONGEST_TURN_MS) return;
      await nextTurn();
      turnStart = performance.now();
    },
  };
}

/** The file's place on our disk is nobody's business. */
function withoutFolder(report: ArchiveReport, folder: string): ArchiveReport {
  const plain = (text: string) => text.replaceAll(`${folder}${sep}`, "");
  const { failure, notices } = report;
  return {
    ...report,
    notices: notices.map(plain),
    failure: failure && new AppError(failure.code, plain(failure.message), { hint: failure.hint }),
  };
}

function logReport({ channels, failure }: ArchiveReport, log: Logger): void {
  const posts = channels.reduce((sum, { read }) => sum + read, 0);
  log.info({ posts, failure: failure?.code ?? null }, "the file of an administrator was imported");
}

async function reportMessage(
  { ctx, file }: ImportJob,
  report: ArchiveReport,
  { lists }: ImportRunDeps,
): Promise<OutgoingMessage> {
  const text = showImportReport(file.name, report, ctx.texts);
  if (report.channels.length === 0) return { text };
  const data = buttonData(await lists.keep(LATEST, ctx), { kind: "run" });
  return { text, keyboard: new InlineKeyboard().text(ctx.texts.plain("button-latest"), data) };
}

function whenInterrupted({ ctx, file }: ImportJob): string {
  return lastWordsOf(showImportProblem(file.name, interrupted(), ctx.texts));
}

function interrupted(cause?: unknown): AppError {
  return new AppError("IMPORT_INTERRUPTED", "The import was interrupted", {
    hint: "Send the file again",
    cause,
  });
}
