import { statSync } from "node:fs";
import { reportError } from "../error-report.ts";
import { UsageError } from "../errors.ts";
import { backUp } from "../store/backup.ts";
import { backUpInto, type KeptBackup } from "../store/backup-folder.ts";
import { databaseFile, IN_MEMORY } from "../store/database-file.ts";
import type { BackupOptions } from "./backup.ts";
import type { Cli } from "./cli.ts";
import { contentsText, copyProgress, megabytes } from "./copy-report.ts";

/** Makes a backup and prints what is in it. */
export async function runBackup(target: string | undefined, options: BackupOptions, cli: Cli): Promise<void> {
  const started = performance.now();
  const progress = copyProgress("backup", cli);
  try {
    const backup = await makeBackup(target, options, { ...cli, onProgress: progress.onProgress });
    progress.stop();
    const ms = Math.round(performance.now() - started);
    cli.stdout.write(options.json === true ? backupJson(backup, ms) : backupText(backup, ms));
    if (backup.failure !== null)
      cli.stderr.write(`note: older backups could not be removed: ${reportError(backup.failure).message}\n`);
  } finally {
    progress.stop();
  }
}

type Surroundings = Pick<Cli, "config" | "now" | "signal"> & {
  readonly onProgress: (copied: number, pages: number) => void;
};

async function makeBackup(
  target: string | undefined,
  { keep }: BackupOptions,
  { config, now, signal, onProgress }: Surroundings,
): Promise<KeptBackup> {
  const database = databaseFile(config.databaseUrl);
  if (database === IN_MEMORY)
    throw new UsageError("NOTHING_TO_BACK_UP", "DATABASE_URL names no file", {
      hint: "A database in memory is gone with its process",
    });
  const copying = { signal, onProgress };
  if (target === undefined || isFolder(target)) {
    const { folder, keep: usual } = config.backups;
    return backUpInto({ database, folder: target ?? folder, keep: keep ?? usual, now: now() }, copying);
  }
  if (keep !== undefined)
    throw new UsageError("KEEP_OF_WHAT", "--keep is of a folder, and this names a file", {
      hint: "Leave it out, or name a folder, with / at its end where it does not exist yet",
    });
  return { ...(await backUp(database, target, copying)), removed: [], failure: null };
}

/** One that is not there yet is told by its end. */
function isFolder(target: string): boolean {
  return target.endsWith("/") || statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
}

function backupText({ file, bytes, contents, removed }: KeptBackup, ms: number): string {
  const went = removed.length === 0 ? "" : `\n  removed: ${removed.join(", ")}`;
  return `${file}\n  ${contentsText(contents)}; ${megabytes(bytes)}, checked, in ${(ms / 1000).toFixed(1)} s${went}\n`;
}

function backupJson({ file, bytes, contents, removed }: KeptBackup, ms: number): string {
  return `${JSON.stringify({ file, bytes, ms, ...contents, removed }, null, 2)}\n`;
}
