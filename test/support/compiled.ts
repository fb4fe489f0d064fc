import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { inject } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

const WAIT_MS = 50;

/**
 * Path of main.js of the program as it is shipped, for tests that start it. It is built once a run: whoever asks first
 * builds it, whoever asks meanwhile waits.
 */
export function builtProgram(): string {
  const folder = inject("programFolder");
  const main = join(folder, "dist/main.js");
  if (isFirst(folder)) return buildProgram(folder);
  while (!existsSync(main)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, WAIT_MS);
  return main;
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(join(folder, "building"));
    return true;
  } catch (error) {
    if (existsSync(join(folder, "building"))) return false;
    throw error;
  }
}

/** Builds the program into the folder as it is shipped; returns the path of main.js, which is there once all of it is. */
export function buildProgram(folder: string): string {
  linkShipped(folder);
  const unfinished = join(folder, "unfinished");
  execFileSync(process.execPath, [join(ROOT, "scripts/build.mjs"), unfinished]);
  renameSync(unfinished, join(folder, "dist"));
  return join(folder, "dist/main.js");
}

/** Compiles every file of the program by itself, for tests that load one of them; returns the folder they are in. */
export function compileProgram(folder: string): string {
  linkShipped(folder);
  const config = {
    extends: join(ROOT, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      allowImportingTsExtensions: false,
      rootDir: join(ROOT, "src"),
      outDir: join(folder, "dist"),
    },
    include: [join(ROOT, "src/**/*.ts")],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder]);
  return join(folder, "dist");
}

function linkShipped(folder: string): void {
  for (const name of ["node_modules", "migrations", "data", "package.json"]) {
    symlinkSync(join(ROOT, name), join(folder, name));
  }
}
