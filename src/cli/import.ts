import { type Command, InvalidArgumentError } from "commander";
import { parseArchiveYear, possibleYears } from "../channel/archive/year.ts";
import type { Cli } from "./cli.ts";
import type { ImportOptions, OpenStore } from "./run-import.ts";

/** `import`: reads archives of channels into the database. */
export function addImport(program: Command, cli: Cli, open: OpenStore): void {
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
    .action(async (locations: string[], options: ImportOptions) => {
      const { runImport } = await import("./run-import.ts");
      await runImport(locations, options, { cli, open });
    });
}

function parseYear(value: string, now: Date): number {
  const year = parseArchiveYear(value, now);
  if (year !== null) return year;
  const { first, last } = possibleYears(now);
  throw new InvalidArgumentError(`Give a year from ${first} to ${last}.`);
}
