import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildProgram } from "./support/compiled.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** Tells which of the folder's files have compiled code that this Node refuses. */
const REFUSED = `
  import { readdirSync, readFileSync } from "node:fs";
  import { compile } from "./scripts/run-compiled.mjs";
  const folder = process.argv[1];
  const refused = readdirSync(folder).filter((name) => name.endsWith(".cjs")).filter((name) => {
    const source = readFileSync(folder + "/" + name, "utf8");
    return compile(folder + "/" + name, source, readFileSync(folder + "/" + name + ".compiled")).cachedDataRejected;
  });
  console.log(JSON.stringify(refused));`;

function runNode(...words: readonly string[]): string {
  return execFileSync(process.execPath, words, { encoding: "utf8" });
}

test("what was compiled with the build is what Node runs, and a start goes on without it", {
  timeout: 60_000,
}, () => {
  const main = buildProgram(temporaryFolder());
  const folder = join(main, "..");
  expect(JSON.parse(runNode("--input-type=module", "--eval", REFUSED, folder))).toEqual([]);

  const version = runNode(main, "--version");
  for (const file of compiledIn(folder)) truncateSync(file, readFileSync(file).length / 2);
  expect(runNode(main, "--version")).toBe(version);
  for (const file of compiledIn(folder)) rmSync(file);
  expect(runNode(main, "--version")).toBe(version);
});

function compiledIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".compiled"))
    .map((name) => join(folder, name));
}
