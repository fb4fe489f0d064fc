import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { holdDatabase } from "../../src/store/database-hold.ts";
import { aSmallDisk } from "../support/small-disk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("a database has one bot: the second is told which process has it, until the first lets go", () => {
  const url = `file:${join(temporaryFolder(), "new", "kept.db")}`;
  const first = holdDatabase(url);
  expect(() => holdDatabase(url)).toThrow(
    expect.objectContaining({
      code: "DATABASE_IN_USE",
      message: expect.stringContaining(`process ${process.pid}`),
    }),
  );
  first.release();
  first.release();
  holdDatabase(url).release();
});

test("a database in memory is nobody else's", () => {
  holdDatabase("file::memory:").release();
  holdDatabase("file::memory:").release();
});

test("a disk that became full keeps no bot from its database", (context) => {
  const disk = aSmallDisk(context, 512);
  const url = `file:${join(disk.folder, "kept.db")}`;
  holdDatabase(url).release();
  disk.fill();
  const hold = holdDatabase(url);
  onTestFinished(() => hold.release());
  expect(() => holdDatabase(url)).toThrow("held by a bot");
});
