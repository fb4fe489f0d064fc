import { type Command, InvalidArgumentError } from "commander";
import type { ArchiveReport, ImportDeps } from "../channel/import.ts";
import { importArchives } from "../channel/import.ts";
import { AppError } from "../errors.ts";
import type { IndexUpkeep } from "../store/search-writer.ts";
import type { Cli } from "./cli.ts";
import { showProgress } from "./import-progress.ts";
import { importReportJson, importReportText } from "./import-report.ts";

type OpenPosts = () => Promise<ImportDeps["store"] & IndexUpkeep & { close(): Promise<void> }>;

interface Options {
  readonly channel?: string;
  readonly year?: number;
  readonly json?: boolean;
}

const TELEGRAM_OPENED = 2013;

/** `import`: reads archives of channels into the database. */
export function addImport(program: Command, cli: Cli, open: OpenPosts): void {
  program
    .command("import")
    .description("read channel archives: Telegram Desktop's JSON or HTML, t.me/s pages, pages saved as text")
    .argument("<archive...>", "file, folder or address (https://t.me/s/NAME)")
    .option(
      "--channel <name>",
      "which channel: picks one of a whole-account export, else names it (@username or id)",
    )
    .option("--year <year>", "year of the newest post, for a page saved as text", (value) =>
      parseYear(value, cli.now()),
    )
    .option("--json", "print the report as JSON")
    .action((locations: string[], options: Options) => runImport(locations, options, { cli, open }));
}

function parseYear(value: string, now: Date): number {
  const year = Number(value);
  const latest = now.getUTCFullYear() + 1;
  if (/^\d{4}$/.test(value) && year >= TELEGRAM_OPENED && year <= latest) return year;
  throw new InvalidArgumentError(`Give a year from ${TELEGRAM_OPENED} to ${latest}.`);
}

async function runImport(
  locations: readonly string[],
  options: Options,
  { cli, open }: { cli: Cli; open: OpenPosts },
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

function archiveOptions({ channel, year }: Options, { fetch, now, signal }: Cli) {
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
