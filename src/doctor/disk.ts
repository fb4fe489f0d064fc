import { sizeText } from "./amounts.ts";
import { broken, type Finding, ok, warning } from "./finding.ts";

/** A folder that something is kept in, or its nearest parent that exists. */
export interface DiskFacts {
  readonly folder: string;
  /** `the database`, `backups` */
  readonly holds: string;
  readonly freeBytes: number;
  readonly isWritable: boolean;
  /** Of the database, which grows here, or is copied to here. */
  readonly databaseBytes: number;
}

const MIB = 1024 ** 2;
const LITTLE_BYTES = 1024 * MIB;
const NOTHING_BYTES = 50 * MIB;
/** Reindexing, a backup and the log of a large import each need about the database's size. */
const ROOM_FOR_COPIES = 2;

export function judgeDisk({ folder, holds, freeBytes, isWritable, databaseBytes }: DiskFacts): Finding {
  const free = `${sizeText(freeBytes)} free for ${holds} in ${folder}`;
  const advice = "Make room on this disk, or set DATABASE_URL or BACKUP_FOLDER to another one";
  if (!isWritable)
    return broken(
      "disk",
      `this user may not write in ${folder}, where ${holds} belong${holds === "backups" ? "" : "s"}`,
      "Run this as the user that runs the bot, or allow this one to write there",
    );
  if (freeBytes < NOTHING_BYTES)
    return broken("disk", free, `${advice}: nothing new can be kept on a full disk`);
  if (freeBytes < Math.max(LITTLE_BYTES, ROOM_FOR_COPIES * databaseBytes))
    return warning("disk", `${free}, beside a database of ${sizeText(databaseBytes)}`, advice);
  return ok("disk", free);
}
