import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";

const SCRIPT = resolve(import.meta.dirname, "../../scripts/licences.mjs");

function run(...args: readonly string[]) {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: "utf8" });
  return { status, stderr };
}

/** A project with one package under the licence. */
function aProject(license: string | undefined, more: Readonly<Record<string, unknown>> = {}): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "docs"));
  const packages = {
    "": { name: "x" },
    "node_modules/a/node_modules/@b/c": { version: "1.2.3", license, ...more },
  };
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify({ packages }));
  return folder;
}

test("docs/licences.md names what is shipped, and all of it is permissive", () => {
  expect(run("--check")).toEqual({ status: 0, stderr: "" });
});

test.each(["MIT", "(WTFPL OR MIT)"])("%s is listed", (licence) => {
  const folder = aProject(licence);
  expect(run("--check", folder)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("npm run licences"),
  });
  expect(run(folder).status).toBe(0);
  expect(readFileSync(join(folder, "docs/licences.md"), "utf8")).toContain(
    "| [@b/c](https://www.npmjs.com/package/@b/c) | 1.2.3 |",
  );
  expect(run("--check", folder).status).toBe(0);
});

test.each([
  "GPL-3.0",
  "MIT AND GPL-2.0-only",
  "AGPL-3.0-or-later",
  "SEE LICENSE IN x",
  "UNLICENSED",
  undefined,
])("%s is refused", (licence) => {
  expect(run(aProject(licence))).toMatchObject({ status: 1, stderr: expect.stringContaining("@b/c 1.2.3") });
});

test("what is for development only is not shipped", () => {
  expect(run(aProject("GPL-3.0", { dev: true })).status).toBe(0);
});
