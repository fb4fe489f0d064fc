import type { ArchiveReport, ImportDeps, ImportProgress } from "../channel/import.ts";
import { importArchives } from "../channel/import.ts";
import { AppError } from "../errors.ts";
import type { PaperUpkeep } from "../store/paper-upkeep.ts";
import type { IndexUpkeep } from "../store/search-writer.ts";
import type { Cli } from "./cli.ts";
import { counted, importReportJson, importReportText } from "./import-report.ts";
import { type Progress, showProgress } from "./progress.ts";

export type OpenStore = () => Promise<
  ImportDeps["store"] & IndexUpkeep & PaperUpkeep & { close(): Promise<void> }
>;

export interface ImportOptions {
  readonly channel?: string;
  readonly year?: number;
  readonly json?: boolean;
}

/** Reads the archives and reports. Throws what went wrong with them when all that could be read is saved. */
export async function runImport(
  locations: readonly string[],
  options: ImportOptions,
  { cli, open }: { cli: Cli; open: OpenStore },
): Promise<void> {
  const store = await open();
  const progress = showProgress(cli);
  try {
    const reports = await importArchives(locations, {
      store,
      options: archiveOptions(options, cli),
      onProgress: (step) => progress.show(progressOf(step)),
      onNotice: (text) => progress.say(`note: ${text}`),
    });
    progress.stop();
    await readOlder(store, cli);
    cli.stdout.write(options.json === true ? importReportJson(reports) : importReportText(reports));
    throwFailures(reports);
  } finally {
    progress.stop();
    await store.close();
  }
}

function progressOf({ location, done, total, posts }: ImportProgress): Progress {
  const read = counted(posts, "post");
  return { name: location, done, total, result: total === null ? `${counted(done, "page")}, ${read}` : read };
}

const POSTS_A_SLICE = 200;

/** Posts that an older version of the program has saved; as a rule none. */
async function readOlder(store: IndexUpkeep & PaperUpkeep, cli: Cli): Promise<void> {
  const indexed = await workOff((limit) => store.indexWaiting(limit), cli);
  if (indexed > 0) cli.stderr.write(`note: ${indexed} older posts were indexed by the new rules\n`);
  const read = await workOff((limit) => store.readWaitingForPapers(limit), cli);
  if (read > 0) cli.stderr.write(`note: ${read} older posts were read for papers by the new rules\n`);
}

async function workOff(slice: (limit: number) => Promise<number>, { signal }: Cli): Promise<number> {
  let posts = 0;
  for (let count = 1; count > 0 && !signal.aborted; posts += count) count = await slice(POSTS_A_SLICE);
  return posts;
}

function archiveOptions({ channel, year }: ImportOptions, { fetch, now, signal }: Cli) {
  return {
    now: now(),
    fetch,
    signal,
    ...(channel === undefined ? {} : { channel }),
    ...(year === undefined ? {} : { year }),
  };
}

/** The report shows what was saved; the errors decide the exit status. */
function throwFailures(reports: readonly ArchiveReport[]): void {
  const failures = reports.flatMap(({ failure }) => failure ?? []);
  const [first, ...others] = failures;
  if (first === undefined) return;
  if (others.length === 0) throw first;
  throw new AppError(
    "IMPORT_INCOMPLETE",
    `${failures.length} of ${reports.length} archives were not read to the end`,
    {
      hint: "The report above says why for each. What was read of them is saved.",
      cause: first,
    },
  );
}
