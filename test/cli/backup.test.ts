import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aDatabase, countIn } from "../support/databases.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { runInTerminal } from "../support/terminal.ts";

async function anEnvironment() {
  const database = await aDatabase();
  const folder = join(temporaryFolder(), "backups");
  return { database, folder, env: { DATABASE_URL: `file:${database}`, BACKUP_FOLDER: folder } };
}

test("backup and restore print what they did, for people and for programs", async () => {
  const { database, folder, env } = await anEnvironment();
  const file = join(folder, "kept-20260115T120000Z.db");
  const made = await runInTerminal(["backup"], { env });
  expect(made).toMatchObject({ status: 0, stderr: "" });
  expect(made.stdout).toContain(file);
  expect(made.stdout).toContain("3 posts, 0 subscriptions, 0 updates");

  const named = join(folder, "named.db");
  const { stdout } = await runInTerminal(["backup", named, "--json"], { env });
  expect(JSON.parse(stdout)).toMatchObject({ file: named, posts: 3, removed: [], ms: expect.any(Number) });

  const refused = await runInTerminal(["restore", file], { env });
  expect(refused.status).toBe(1);
  expect(refused.stderr).toContain("--force");

  const restored = await runInTerminal(["restore", file, "--force", "--json"], { env });
  const report = JSON.parse(restored.stdout);
  expect(report).toMatchObject({ database, posts: 3, backupVersion: report.version });
  expect(countIn(report.putAside, "posts")).toBe(3);
  const again = await runInTerminal(["restore", named, "--force"], { env });
  expect(again.stdout).toMatch(/the database that was there is .*kept\.db\.before-/);
});

test("a folder that is named gets its backups, as many as --keep says", async () => {
  const { folder, env } = await anEnvironment();
  const { status } = await runInTerminal(["backup", `${folder}/`, "--keep", "1"], { env });
  expect(status).toBe(0);
  expect(readdirSync(folder)).toEqual(["kept-20260115T120000Z.db"]);
  const again = await runInTerminal(["backup", folder], { env });
  expect(again.stderr).toContain("already");
});

test.each([
  [["backup", "--keep", "0"], "whole number"],
  [["backup", "copy.db", "--keep", "3"], "--keep is of a folder"],
  [["restore"], "missing required argument"],
])("%j is wrong usage", async (args, words) => {
  const { env } = await anEnvironment();
  const { status, stderr } = await runInTerminal(args, { env });
  expect(status).toBe(2);
  expect(stderr).toContain(words);
});

test("a database in memory is neither backed up nor restored", async () => {
  const env = { DATABASE_URL: "file::memory:" };
  expect(await runInTerminal(["backup"], { env })).toMatchObject({ status: 2 });
  expect(await runInTerminal(["restore", "x.db"], { env })).toMatchObject({ status: 2 });
});
