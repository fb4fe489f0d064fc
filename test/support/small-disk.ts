import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

/** A disk of its own, that can be full. */
export interface SmallDisk {
  readonly folder: string;
  /**
   * Nothing more can be written, but for so many bytes; nor into the room that the log of a database has from before.
   */
  fill(database?: string, leavingBytes?: number): void;
  /** What `fill` has put there is gone. */
  makeRoom(): void;
  /** From now on it can only be read; nothing on it may be open for writing. */
  makeReadonly(): void;
}

interface Skippable {
  readonly skip: (note: string) => never;
}

/** With room for so many kilobytes; skips the running test where that is not allowed. */
export function aSmallDisk({ skip }: Skippable, kilobytes: number): SmallDisk {
  const folder = temporaryFolder();
  mount(["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], skip);
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill: (database, leavingBytes = 0) => {
      if (database !== undefined) emptyLog(database);
      fill(ballast);
      truncateSync(ballast, statSync(ballast).size - leavingBytes);
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    makeReadonly: () => void execFileSync("mount", ["-o", "remount,ro", folder], { stdio: "pipe" }),
  };
}

/** A disk that can fail: a file with a file system in it. Skips the running test where that is not allowed. */
export function aFailingDisk({ skip }: Skippable): { readonly folder: string; fail(): void } {
  const folder = temporaryFolder();
  const image = join(temporaryFolder(), "disk");
  try {
    writeFileSync(image, "");
    truncateSync(image, 64 * 1024 * 1024);
    execFileSync("mkfs.ext4", ["-q", image], { stdio: "pipe" });
  } catch {
    skip("there is no mkfs.ext4 here");
  }
  mount(["-o", "loop", image, folder], skip);
  // From now on the kernel refuses every write, as it does after an error of the disk.
  return {
    folder,
    fail: () => void execFileSync("mount", ["-o", "remount,abort", folder], { stdio: "pipe" }),
  };
}

function mount(args: readonly string[], skip: Skippable["skip"]): void {
  try {
    execFileSync("mount", args, { stdio: "pipe" });
  } catch {
    skip("nobody may mount a disk here");
  }
  const folder = args.at(-1) ?? "";
  onTestFinished(() => void execFileSync("umount", ["-l", folder], { stdio: "pipe" }));
}

function emptyLog(database: string): void {
  const db = new Sqlite(database);
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
}

function fill(file: string): void {
  const handle = openSync(file, "a");
  try {
    for (const bytes of [1024 * 1024, 4096, 1]) fillBy(handle, bytes);
  } finally {
    closeSync(handle);
  }
}

function fillBy(handle: number, bytes: number): void {
  try {
    for (const chunk = Buffer.alloc(bytes); ; ) writeSync(handle, chunk);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
}
