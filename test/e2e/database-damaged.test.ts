import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { ANNA, aBotWorld, type BotWorld, KATE } from "../support/bot-world.ts";

function fileOf({ databaseUrl }: BotWorld): string {
  return databaseUrl.replace(/^file:/, "");
}

/** Noise in the place of the page that all posts are found through; whoever reads it from now on gets the noise. */
function damagePosts(file: string): void {
  const other = new Sqlite(file);
  const page = Number(other.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'posts'").pluck().get());
  const size = Number(other.pragma("page_size", { simple: true }));
  // What is written makes every connection forget the pages that it has read.
  other.exec("UPDATE search_state SET posts = posts");
  other.pragma("wal_checkpoint(TRUNCATE)");
  const handle = openSync(file, "r+");
  writeSync(handle, Buffer.alloc(size, 0xa5), 0, size, (page - 1) * size);
  closeSync(handle);
  other.close();
}

test("damage that a search meets is told to whoever asked, to the operator and to /health, and ends nothing", async () => {
  const world = await aBotWorld({ adminIds: [ANNA], env: { HTTP_PORT: "0" } });
  await world.ask(ANNA, "холодный старт");
  damagePosts(fileOf(world));
  expect((await world.ask(ANNA, "холодный старт")).text).toContain("база повреждена");
  expect((await world.ask(KATE, "cold start")).text).toContain("database is damaged");
  expect(await world.telegram.inlineQuery(KATE, "cold start")).toMatchObject({ results: [] });
  expect((await world.ask(ANNA, "/help")).text).toContain("Что я умею");
  const port = /"port":(\d+)/.exec(world.log())?.[1];
  const health = await fetch(`http://127.0.0.1:${port}/health`);
  expect(health.status).toBe(503);
  expect(await health.json()).toMatchObject({ ok: false, trouble: "DATABASE_DAMAGED" });
  expect(world.log().match(/"level":(?:50|60)/g)).toHaveLength(1);
  expect(world.log()).toContain("restore");
  expect(world.fatal()).toBeUndefined();
  expect((await world.ask(ANNA, "/status")).text).toContain("Остановите бота и восстановите");

  // Nobody starts with it, and nobody writes over it.
  await world.stopBot();
  const before = readFileSync(fileOf(world));
  await expect(world.startBot()).rejects.toMatchObject({
    code: "DATABASE_DAMAGED",
    hint: expect.stringContaining("restore"),
  });
  expect(readFileSync(fileOf(world)).equals(before)).toBe(true);
});

test("a database whose file is deleted under a running bot ends it, with all it held beside", async () => {
  const world = await aBotWorld();
  await world.ask(ANNA, "/help");
  rmSync(fileOf(world));
  world.telegram.send(ANNA, ANNA, "холодный старт");
  await expect.poll(() => world.fatal()).toMatchObject({ code: "DATABASE_MISSING" });
  await world.stopBot().catch((error) => expect(error).toMatchObject({ code: "DATABASE_MISSING" }));
  await expect(world.startBot()).rejects.toMatchObject({ hint: expect.stringContaining(".rescued") });
});
