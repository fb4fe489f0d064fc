import type { ArchiveReport, ImportDeps } from "../channel/import.ts";
import { importArchives } from "../channel/import.ts";
import { AppError } from "../errors.ts";
import type { IndexUpkeep } from "../store/search-writer.ts";
import type { Cli } from "./cli.ts";
import { showProgress } from "./import-progress.ts";
import { importReportJson, importReportText } from "./import-report.ts";

export type OpenStore = () => Promise<ImportDeps["store"] & IndexUpkeep & { close(): Promise<void> }>;

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
      onProgress: (step) => progress.show(step),
      onNotice: (text) => progress.say(`note: ${text}`),
    });
    progress.stop();
    await indexOlder(store, cli);
    cli.stdout.write(options.json === true ? importReportJson(reports) : importReportText(reports));
    throwFailures(reports);
  } finally {
    progress.stop();
    await store.close();
  }
}

const POSTS_AN_INDEXING = 200;

/** Posts that an older version of the program has saved; as a rule none. */
async function indexOlder(store: IndexUpkeep, { stderr, signal }: Cli): Promise<void> {
  let indexed = 0;
  for (let count = 1; count > 0 && !signal.aborted; indexed += count) {
    count = await store.indexWaiting(POSTS_AN_INDEXING);
  }
  if (indexed > 0) stderr.write(`note: ${indexed} older posts were indexed by the new rules\n`);
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
