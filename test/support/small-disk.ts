import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished, type TestContext } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

export interface SmallDisk {
  readonly folder: string;
  /** Leaves no room on it. */
  fill(): void;
  /** Takes that back. */
  makeRoom(): void;
}

/** A disk with room for so many kilobytes; the test is skipped where this user may not mount one. */
export function aSmallDisk({ skip }: TestContext, kilobytes: number): SmallDisk {
  const folder = temporaryFolder();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder], { stdio: "pipe" });
  } catch {
    skip("this user may not mount a small disk");
  }
  onTestFinished(() => void execFileSync("umount", ["-l", folder]));
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill: () => {
      for (let size = kilobytes; size >= 1; size /= 2) {
        try {
          writeFileSync(ballast, Buffer.alloc(size * 1024), { flag: "a" });
        } catch {
          // half of it may still fit
        }
      }
    },
    makeRoom: () => rmSync(ballast),
  };
}
