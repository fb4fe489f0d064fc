import { copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { waitingIn } from "../support/waiting-updates.ts";

const FRAME_BYTES = 24 + 4096;
const UPDATES = 12;

/** A database as a killed process leaves it: the last writes are in its log alone. */
async function killed(): Promise<{ file: string; log: string }> {
  const live = join(temporaryFolder(), "live.db");
  const store = await openStore(`file:${live}`);
  for (let id = 1; id <= UPDATES; id++) await store.accept([{ update_id: id }]);
  const file = join(temporaryFolder(), "kept.db");
  copyFileSync(live, file);
  copyFileSync(`${live}-wal`, `${file}-wal`);
  await store.close();
  return { file, log: `${file}-wal` };
}

async function updatesIn(file: string): Promise<number[]> {
  const store = await openStore(`file:${file}`);
  const updates = await waitingIn(store);
  await store.close();
  return updates.map(({ update_id }) => update_id);
}

/** How many frames the newest use of the log has; behind them stand those of an earlier one, with another salt. */
function frames(log: string): number {
  const bytes = readFileSync(log);
  const salt = bytes.subarray(16, 24);
  for (let count = 0; ; count++) {
    const start = 32 + count * FRAME_BYTES;
    if (start >= bytes.length || !bytes.subarray(start + 8, start + 16).equals(salt)) return count;
  }
}

function flip(log: string, at: number): void {
  const bytes = readFileSync(log);
  bytes.writeUInt8((bytes[at] ?? 0) ^ 0x10, at);
  writeFileSync(log, bytes);
}

test("a whole log is read to its end", async () => {
  const { file } = await killed();
  expect(await updatesIn(file)).toHaveLength(UPDATES);
});

test.each([
  ["in the middle", (log: string) => flip(log, 32 + Math.floor(frames(log) / 2) * FRAME_BYTES + 500)],
  ["in its first bytes", (log: string) => flip(log, 17)],
])("a log that is damaged %s is refused and left as it is, with the database", async (_, damage) => {
  const { file, log } = await killed();
  damage(log);
  const before = [file, log].map((name) => readFileSync(name));
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({
    code: "DATABASE_DAMAGED",
    message: expect.stringContaining(log),
    hint: expect.stringContaining("restore"),
  });
  expect([file, log].every((name, at) => before[at]?.equals(readFileSync(name)))).toBe(true);
});

test("the last write, cut by a power failure, is dropped, and all before it stay", async () => {
  const { file, log } = await killed();
  flip(log, 32 + frames(log) * FRAME_BYTES - 100);
  expect(await updatesIn(file)).toEqual(Array.from({ length: UPDATES - 1 }, (_, at) => at + 1));
});

test("a log that is shorter than it was gives the first writes, whole", async () => {
  const { file, log } = await killed();
  truncateSync(log, 32 + (frames(log) - 3) * FRAME_BYTES - 1000);
  const updates = await updatesIn(file);
  expect(updates).toEqual(updates.map((_, at) => at + 1));
  expect(updates.length).toBeLessThan(UPDATES);
});

test("a database without its log is not taken for a new one", async () => {
  const { file, log } = await killed();
  rmSync(log);
  const before = readFileSync(file);
  expect(before.length).toBeGreaterThan(4096 * 10);
  expect(await updatesIn(file)).toEqual([]);
});
