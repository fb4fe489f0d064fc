import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  statfsSync,
  statSync,
} from "node:fs";
import { dirname, resolve } from "node:path";

export interface Disk {
  readonly folder: string;
  /** Tells one disk from another. */
  readonly device: number;
  /** For this user. */
  readonly freeBytes: number;
  readonly isWritable: boolean;
}

/** The disk under a file or folder; where that is not there yet, under the nearest parent that is. */
export function diskOf(path: string, what: "file" | "folder" = "file"): Disk {
  let folder = resolve(what === "file" ? dirname(path) : path);
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const { dev } = statSync(folder);
  const isWritable = isAllowed(folder) && (what === "folder" || !existsSync(path) || isAllowed(path));
  return { folder, device: dev, freeBytes: bavail * bsize, isWritable };
}

/** 0 where there is no such file. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** A backup is called so until all of it is written and checked. */
const UNFINISHED = ".partial";

/**
 * When the SQLite databases in the folder were written, newest first, without the one that they are copies of; none
 * where there is no such folder.
 */
export function copiesIn(folder: string, database: string): Date[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const others = files.map(({ name }) => resolve(folder, name)).filter((file) => file !== database);
  const copies = others.filter((file) => !file.endsWith(UNFINISHED) && isDatabase(file));
  return copies.map((file) => statSync(file).mtime).sort((a, b) => b.getTime() - a.getTime());
}

const MAGIC = "SQLite format 3\0"; // https://www.sqlite.org/fileformat.html#magic_header_string

function isDatabase(file: string): boolean {
  const head = Buffer.alloc(MAGIC.length);
  const handle = openSync(file, "r");
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  return head.toString("latin1") === MAGIC;
}

function isAllowed(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false; // that is what it says
  }
}
