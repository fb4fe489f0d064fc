import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { waitingIn } from "../support/waiting-updates.ts";

async function aWatchedStore() {
  const file = join(temporaryFolder(), "data", "test.db");
  const events: string[] = [];
  const store = await openStore(`file:${file}`, {
    onHealth: ({ kind, trouble }) => events.push(`${kind} ${trouble.code}`),
  });
  await store.accept([{ update_id: 1 }]);
  return { file, store, events, rescue: `${file}.rescued` };
}

test.each([
  ["deleted", (file: string) => rmSync(file)],
  ["moved", (file: string) => renameSync(file, `${file}.old`)],
  [
    "deleted with its log",
    (file: string) => [file, `${file}-wal`, `${file}-shm`].map((name) => rmSync(name)),
  ],
  ["deleted with its folder", (file: string) => rmSync(dirname(file), { recursive: true })],
])("a database whose file is %s keeps nothing more, and all it held is written out", async (_, lose) => {
  const { file, store, events, rescue } = await aWatchedStore();
  lose(file);
  const failure = await store.accept([{ update_id: 2 }]).catch((error) => error);
  expect(failure).toMatchObject({ code: "DATABASE_MISSING", hint: expect.stringContaining(rescue) });
  await expect(store.startIndexAnew()).rejects.toMatchObject({ code: "DATABASE_MISSING" });
  expect(events).toEqual(["trouble DATABASE_MISSING"]);
  await expect(store.close()).rejects.toMatchObject({ code: "DATABASE_MISSING" });

  // Not even the next start takes it for a new one.
  rmSync(`${file}-wal`, { force: true });
  await expect(openStore(`file:${file}`)).rejects.toMatchObject({ code: "DATABASE_MISSING" });
  expect(existsSync(file)).toBe(false);
  renameSync(rescue, file);
  const again = await openStore(`file:${file}`);
  expect((await waitingIn(again)).map(({ update_id }) => update_id)).toEqual([1, 2]);
  await again.close();
});

test("where only the log is taken away, the database itself is complete when the bot has ended", async () => {
  const { file, store } = await aWatchedStore();
  rmSync(`${file}-wal`);
  await expect(store.accept([{ update_id: 2 }])).rejects.toMatchObject({ code: "DATABASE_MISSING" });
  await expect(store.close()).rejects.toMatchObject({ code: "DATABASE_MISSING" });
  const again = await openStore(`file:${file}`);
  expect((await waitingIn(again)).map(({ update_id }) => update_id)).toEqual([1, 2]);
  await again.close();
});

test("a database that was taken away while nobody wrote is written out at the end", async () => {
  const { file, store, rescue } = await aWatchedStore();
  rmSync(file);
  await expect(store.close()).rejects.toMatchObject({ code: "DATABASE_MISSING" });
  await store.close();
  expect(existsSync(rescue)).toBe(true);
});

test("what was rescued before is not written over", async () => {
  const { file, store, rescue } = await aWatchedStore();
  writeFileSync(rescue, "from before");
  rmSync(file);
  await expect(store.accept([{ update_id: 2 }])).rejects.toMatchObject({
    code: "DATABASE_MISSING",
    hint: expect.stringContaining("from before"),
  });
  await store.close().catch(() => undefined);
  expect(readFileSync(rescue, "utf8")).toBe("from before");
});

test("a database in use that another one has taken the place of is left alone", async () => {
  const { file, store, rescue } = await aWatchedStore();
  const other = join(temporaryFolder(), "other.db");
  await (await openStore(`file:${other}`)).close();
  renameSync(other, file);
  await expect(store.accept([{ update_id: 2 }])).rejects.toMatchObject({ code: "DATABASE_MISSING" });
  await expect(store.close()).rejects.toMatchObject({ code: "DATABASE_MISSING" });
  expect(existsSync(rescue)).toBe(true);
  for (const name of [`${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
  const started = await openStore(`file:${file}`);
  expect(await waitingIn(started)).toEqual([]);
  await started.close();
});
