import { type Restored, restoreBackup } from "../store/restore.ts";
import type { Cli } from "./cli.ts";
import { contentsText, copyProgress } from "./copy-report.ts";
import type { RestoreChoices } from "./restore.ts";

/** Restores a backup and prints what is in the database now, and where the old one is. */
export async function runRestore(file: string, options: RestoreChoices, cli: Cli): Promise<void> {
  const { config, now, signal, stdout } = cli;
  const progress = copyProgress("restore", cli);
  try {
    const restored = await restoreBackup(config.databaseUrl, file, {
      isForced: options.force === true,
      now: now(),
      signal,
      onProgress: progress.onProgress,
    });
    progress.stop();
    stdout.write(options.json === true ? restoredJson(restored) : restoredText(restored));
  } finally {
    progress.stop();
  }
}

function restoredText({ database, contents, version, putAside }: Restored): string {
  const upgrade =
    contents.version === version
      ? ""
      : `\n  brought up to date, from version ${contents.version} to ${version}`;
  const old = putAside === null ? "" : `\n  the database that was there is ${putAside} now`;
  return `${database}\n  ${contentsText(contents)}${upgrade}${old}\n`;
}

function restoredJson({ database, contents, version, putAside }: Restored): string {
  const { version: backupVersion, ...counts } = contents;
  return `${JSON.stringify({ database, version, ...counts, backupVersion, putAside }, null, 2)}\n`;
}
