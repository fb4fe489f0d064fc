import type { Command } from "commander";
import type { Cli } from "./cli.ts";

/** `restore`: a backup takes the place of the database. */
export function addRestore(program: Command, cli: Cli): void {
  program
    .command("restore")
    .description("put a backup in the place of the database; the bot must not be running")
    .argument("<file>", "what `backup` has made")
    .option("--force", "where there is a database, put it aside; it is kept under another name")
    .option(
      "--json",
      "print {database, version, posts, subscriptions, updates, backupVersion, putAside: file or null}",
    )
    .action(async (file: string, options: RestoreChoices) => {
      const { runRestore } = await import("./run-restore.ts");
      await runRestore(file, options, cli);
    });
}

export interface RestoreChoices {
  readonly force?: boolean;
  readonly json?: boolean;
}
