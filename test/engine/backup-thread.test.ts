import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { backUpBeside } from "../../src/engine/backup-thread.ts";
import { compileProgram } from "../support/compiled.ts";
import { aDatabase, countIn } from "../support/databases.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const NEVER = new AbortController().signal;

/** A thread runs compiled code only. */
async function compiledBackUp(): Promise<typeof backUpBeside> {
  const file = pathToFileURL(join(compileProgram(temporaryFolder()), "engine", "backup-thread.js")).href;
  const compiled: { backUpBeside: typeof backUpBeside } = await import(file);
  return compiled.backUpBeside;
}

test("a thread of its own makes a backup, tells why it cannot, and leaves nothing when it is stopped", {
  timeout: 60_000,
}, async () => {
  const backUp = await compiledBackUp();
  const database = await aDatabase({ posts: 300 });
  const folder = temporaryFolder();
  const plan = { database, folder, keep: 2, now: new Date("2026-01-15T03:30:00Z") };

  const made = await backUp(plan, NEVER);
  expect(made).toMatchObject({ contents: { posts: 300 }, removed: [], failure: null });
  expect(countIn(made.file, "posts")).toBe(300);

  await expect(backUp(plan, NEVER)).rejects.toMatchObject({
    code: "BACKUP_EXISTS",
    hint: expect.stringContaining("another file"),
  });

  const stopping = new AbortController();
  const next = backUp({ ...plan, now: new Date("2026-01-16T03:30:00Z") }, stopping.signal);
  await expect
    .poll(() => existsSync(join(folder, "kept-20260116T033000Z.db.partial")), { interval: 1 })
    .toBe(true);
  stopping.abort();
  await expect(next).rejects.toThrow(/abort/i);
  expect(readdirSync(folder)).toEqual(["kept-20260115T033000Z.db"]);
});
