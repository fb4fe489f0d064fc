import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildProgram } from "./support/compiled.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

/** Tells which of the folder's files have compiled code that this Node refuses. */
const REFUSED = `
  const { readdirSync, readFileSync } = require("node:fs");
  const { compile } = require(process.argv[1] + "/run-compiled.js");
  const files = readdirSync(process.argv[1]).filter((name) => name.endsWith(".compiled"));
  const refused = files.filter((name) => {
    const file = process.argv[1] + "/" + name.replace(/[.]compiled$/, "");
    return compile(file, readFileSync(file, "utf8"), readFileSync(file + ".compiled")).cachedDataRejected;
  });
  console.log(JSON.stringify({ files: files.length, refused }));`;

function runNode(...words: readonly string[]): string {
  return execFileSync(process.execPath, words, { encoding: "utf8" });
}

test("what was compiled with the build is what Node runs, and a start goes on without it", {
  timeout: 60_000,
}, () => {
  const main = buildProgram(temporaryFolder());
  const folder = join(main, "..");
  const { files, refused } = JSON.parse(runNode("--eval", REFUSED, folder));
  expect(files).toBeGreaterThan(10);
  expect(refused).toEqual([]);

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
