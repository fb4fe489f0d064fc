import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type Backup, backUp, UNFINISHED } from "./backup.ts";
import type { CopyOptions } from "./copy-database.ts";

export interface BackupPlan {
  /** The file of the database. */
  readonly database: string;
  readonly folder: string;
  /** How many of the newest are left, with the one that is made. */
  readonly keep: number;
  readonly now: Date;
}

export interface KeptBackup extends Backup {
  /** Names of those that went. */
  readonly removed: readonly string[];
  /** Why some that should have gone are still there; null as a rule. */
  readonly failure: unknown;
}

/** Makes a backup in the folder, named by its time, and then removes the oldest that backups have made there. Throws AppError. */
export async function backUpInto(plan: BackupPlan, options: CopyOptions = {}): Promise<KeptBackup> {
  const backup = await backUp(plan.database, backupFileOf(plan), options);
  return { ...backup, ...removeOldest(plan, basename(backup.file)) };
}

/** Where the plan puts its backup: `inforetriever-20261130T225043Z.db`. */
export function backupFileOf({ database, folder, now }: BackupPlan): string {
  const time = now.toISOString().replace(/\.\d+/, "").replaceAll(/[-:]/g, "");
  return join(folder, `${nameOf(database)}-${time}.db`);
}

/** When the newest backup of the database in the folder was made; null where there is none. */
export function newestBackup(database: string, folder: string): Date | null {
  const [newest] = backupsIn(folder, database);
  return newest === undefined ? null : timeOf(newest, database);
}

function removeOldest(
  { database, folder, keep, now }: BackupPlan,
  fresh: string,
): Pick<KeptBackup, "removed" | "failure"> {
  const removed: string[] = [];
  try {
    const others = backupsIn(folder, database).filter((name) => name !== fresh);
    for (const name of [...others.slice(Math.max(0, keep - 1)), ...abandonedIn(folder, { database, now })]) {
      rmSync(join(folder, name));
      removed.push(name);
    }
    return { removed, failure: null };
  } catch (failure) {
    return { removed, failure };
  }
}

/** Names of the backups of this database, newest first. */
function backupsIn(folder: string, database: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => timeOf(name, database) !== null);
  return names.sort().reverse();
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a backup that was killed has left; one that is being written is not as old. */
function abandonedIn(folder: string, { database, now }: { database: string; now: Date }): string[] {
  return readdirSync(folder).filter((name) => {
    const whole = name.replace(/-journal$/, "");
    if (!whole.endsWith(UNFINISHED) || timeOf(whole.slice(0, -UNFINISHED.length), database) === null)
      return false;
    return now.getTime() - statSync(join(folder, name)).mtimeMs > DAY_MS;
  });
}

/** "inforetriever-20261130T225043Z.db" → "inforetriever", "2026", "11", "30", "22", "50", "43" */
const NAME = /^(.+)-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.db$/;

/** When the backup with this name was made; null where it is no name that a backup of the database has. */
function timeOf(name: string, database: string): Date | null {
  const [, ofDatabase, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  if (ofDatabase !== nameOf(database)) return null;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}

function nameOf(database: string): string {
  return basename(database).replace(/\.(?:db|sqlite3?)$/, "");
}
