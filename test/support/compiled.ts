import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** Builds the program into the folder as it is shipped, for tests that start it; returns the path of main.js. */
export function buildProgram(folder: string): string {
  linkShipped(folder);
  execFileSync(process.execPath, [join(ROOT, "scripts/build.mjs"), join(folder, "dist")]);
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
