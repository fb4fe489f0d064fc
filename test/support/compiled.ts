import { execFileSync } from "node:child_process";
import { cpSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** Compiles the program into the folder, for tests that need a process of its own; returns the path of main.js. */
export function compileProgram(folder: string): string {
  for (const name of ["node_modules", "migrations", "data", "package.json"]) {
    symlinkSync(join(ROOT, name), join(folder, name));
  }
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
  cpSync(join(ROOT, "src/playground/page"), join(folder, "dist/playground/page"), { recursive: true });
  return join(folder, "dist/main.js");
}
