import { type Command, InvalidArgumentError } from "commander";
import type { Cli } from "./cli.ts";

/** `backup`: a copy of the database, made while it is used. */
export function addBackup(program: Command, cli: Cli): void {
  program
    .command("backup")
    .description("copy the database, while the bot runs, into a file that is checked")
    .argument("[target]", "a folder, or a file that does not exist yet; absent: the folder BACKUP_FOLDER")
    .option("--keep <n>", "how many of its backups are left in the folder; absent: BACKUP_KEEP", keepCount)
    .option("--json", "print {file, bytes, ms, version, posts, subscriptions, updates, removed}")
    .action(async (target: string | undefined, options: BackupOptions) => {
      const { runBackup } = await import("./run-backup.ts");
      await runBackup(target, options, cli);
    });
}

export interface BackupOptions {
  readonly keep?: number;
  readonly json?: boolean;
}

function keepCount(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("Give a whole number from 1.");
  return Number(text);
}
