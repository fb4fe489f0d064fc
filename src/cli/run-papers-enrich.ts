import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "../errors.ts";
import { type EnrichCounts, type EnrichProgress, enrich } from "../papers/enrich.ts";
import type { ArxivRecordStore } from "../papers/paper-store.ts";
import type { Cli } from "./cli.ts";
import { counted } from "./import-report.ts";
import { type Progress, showProgress } from "./progress.ts";

export type OpenPapers = () => Promise<PapersToEnrich>;

export interface PapersToEnrich {
  /** arXiv ids of the papers that posts name. */
  arxivIds(): Promise<readonly string[]>;
  readonly records: ArxivRecordStore;
  close(): Promise<void>;
}

/** Asks arXiv about the papers that posts name and says on stderr what came of it. Throws AppError when some are left. */
export async function runPapersEnrich({ cli, open }: { cli: Cli; open: OpenPapers }): Promise<void> {
  const papers = await open();
  const progress = showProgress(cli);
  try {
    const counts = await enrich(await papers.arxivIds(), {
      records: papers.records,
      fetch: cli.fetch,
      baseUrl: cli.config.arxivApiUrl,
      now: cli.now,
      wait: (ms) => waitUnlessStopped(ms, cli.signal),
      signal: cli.signal,
      onProgress: (step) => progress.show(progressOf(step)),
      onNotice: (text) => progress.say(`note: ${text}`),
    });
    progress.stop();
    cli.stderr.write(`${summary(counts)}\n`);
    if (counts.left > 0) throw stopped(counts.left);
  } finally {
    progress.stop();
    await papers.close();
  }
}

async function waitUnlessStopped(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}

function progressOf({ done, total, found }: EnrichProgress): Progress {
  return { name: "arXiv", done, total, result: `${counted(found, "paper")} found` };
}

function summary({ asked, found, unknown, refused, left }: EnrichCounts): string {
  if (asked + left === 0) return "arXiv was asked about all papers before; nothing is new";
  const parts = [`${number(found)} found`, `${number(unknown)} unknown to arXiv`];
  if (refused > 0) parts.push(`${number(refused)} with an answer that cannot be used`);
  return `${counted(asked, "paper")} asked about: ${parts.join(", ")}`;
}

function number(count: number): string {
  return count.toLocaleString("en-US");
}

function stopped(left: number): AppError {
  return new AppError("ENRICH_STOPPED", `Stopped with ${counted(left, "paper")} left`, {
    hint: "What was fetched is kept. Run papers enrich again to go on.",
  });
}
