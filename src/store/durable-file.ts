import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname } from "node:path";

const OWNER_ONLY = 0o600;
/** What SQLite may put beside a database. */
const SIDE_FILES = ["-wal", "-shm", "-journal"] as const;

/** An empty file that its owner alone may read. Throws EEXIST where there is one. */
export function createPrivateFile(file: string): void {
  closeSync(openSync(file, "wx", OWNER_ONLY));
}

/** What was written to the file survives a power cut from now on. */
export function syncFile(file: string): void {
  const handle = openSync(file, "r+");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The names in the folder of this file survive a power cut from now on. */
export function syncFolderOf(file: string): void {
  const handle = openSync(dirname(file), "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Another name instead of the one that the file has, at once. Throws an error with the code EEXIST for a taken name. */
export function moveToFreeName(file: string, name: string): void {
  try {
    linkSync(file, name);
    rmSync(file);
  } catch (error) {
    if (!isWithoutLinks(error)) throw error;
    if (existsSync(name)) throw Object.assign(new Error(`${name} exists`), { code: "EEXIST" });
    renameSync(file, name);
  }
}

/** Another name for the same file, or a copy where the file system has no such thing. Throws EEXIST for a taken name. */
export function addName(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (error) {
    if (!isWithoutLinks(error)) throw error;
    copyFileSync(file, name, constants.COPYFILE_EXCL);
    syncFile(name);
  }
}

/** The names of what may stand beside a database. */
export function sideFilesOf(file: string): string[] {
  return SIDE_FILES.map((ending) => `${file}${ending}`);
}

/** Removes a database that nobody has open, with all that stands beside it. */
export function removeDatabase(file: string): void {
  for (const name of [file, ...sideFilesOf(file)]) rmSync(name, { force: true });
}

/** "ENOSPC" of an error of the file system; "" of any other. */
export function fileErrorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function isWithoutLinks(error: unknown): boolean {
  return ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(fileErrorCode(error));
}
