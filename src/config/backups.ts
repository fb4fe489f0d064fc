import { type Env, type Problems, read, readCount } from "./environment.ts";

/** Copies of the database. */
export interface Backups {
  /** Relative to the current folder. */
  readonly folder: string;
  /** How many of the newest are left there. */
  readonly keep: number;
  /** When the running bot makes one every day, in its time zone; null: only the command does. */
  readonly at: { readonly hour: number; readonly minute: number } | null;
}

const KEEP = 7;

export function readBackups(env: Env, problems: Problems): Backups {
  return {
    folder: read(env, "BACKUP_FOLDER") ?? "var/backups",
    keep: readKeep(env, problems),
    at: readTime(env, problems),
  };
}

function readKeep(env: Env, problems: Problems): number {
  const keep = readCount(env, "BACKUP_KEEP", problems) ?? KEEP;
  if (keep === 0) problems.push("BACKUP_KEEP is 0: a backup that is made and thrown away is none");
  return keep;
}

function readTime(env: Env, problems: Problems): Backups["at"] {
  const value = read(env, "BACKUP_AT");
  if (value === undefined) return null;
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(value) ?? [];
  if (hour === undefined) problems.push(`BACKUP_AT is "${value}", not a time of day such as 03:30`);
  return { hour: Number(hour), minute: Number(minute) };
}
