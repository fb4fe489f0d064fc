import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { openStore } from "../../src/store/open.ts";
import { archiveFile, desktopJson, jsonMessage } from "../support/archives.ts";
import { lookAt } from "../support/databases.ts";
import { type ProgramEnd, startProgram } from "../support/killed-program.ts";
import { anOlderDatabase } from "../support/older-database.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const POSTS = 450;
/** On the way of an import into a database that is not there yet; its posts are saved in several transactions. */
const POINTS = [
  ...["stamping", "stamped", "making", "made", "migrating 1", "stamped 2", "migrated 1", "migrated 9"],
  ...["opening-channel", "opened-channel"],
  ...["saving-post 1", "saving-post 30", "saving-words 300", "saved-words 1"],
];

interface Import {
  readonly archive: string;
  readonly databaseUrl: string;
  readonly killAt?: string;
}

function imported({ archive, databaseUrl, killAt }: Import): Promise<ProgramEnd> {
  return startProgram({ args: ["import", archive], env: { DATABASE_URL: databaseUrl }, killAt }).ended;
}

function anExport(posts: number): Promise<string> {
  const ids = Array.from({ length: posts }, (_, at) => at + 1);
  return archiveFile(desktopJson(ids.map((id) => jsonMessage(id, { text: `Вомбат ${id} копает норы` }))));
}

test("after kill -9 at any point of an import, importing again completes it", {
  timeout: 60_000,
}, async () => {
  const [archive, one] = [await anExport(POSTS), await anExport(1)];
  const databaseUrl = `file:${join(temporaryFolder(), "kill.db")}`;
  for (const killAt of POINTS) {
    const fresh = /^(?:stamp|making|made|migrat)/.test(killAt);
    const url = fresh ? `file:${join(temporaryFolder(), "kill.db")}` : databaseUrl;
    expect(await imported({ archive, databaseUrl: url, killAt })).toMatchObject({
      point: killAt.split(" ")[0],
    });
    if (fresh) expect(await imported({ archive: one, databaseUrl: url })).toMatchObject({ status: 0 });
  }
  const before = await keptIn(databaseUrl);
  expect(before.posts).toBeGreaterThan(0);
  expect(before.posts).toBeLessThan(POSTS);
  expect(await imported({ archive, databaseUrl })).toMatchObject({ status: 0 });
  expect(await keptIn(databaseUrl)).toEqual({ posts: POSTS, waiting: 0, integrity: "ok" });
});

test("after kill -9 in the middle of each migration the next start goes on with it", {
  timeout: 60_000,
}, async () => {
  const archive = await anExport(1);
  const databaseUrl = await anOlderDatabase(1, async (store) => {
    const { id } = await store.openChannel(aChannel());
    await store.savePosts(id, [
      aPost({ text: "Квокка любит листья" }),
      aPost({ messageId: 2, text: "и вомбат" }),
    ]);
  });
  for (let version = 1; version < 9; version++) {
    for (const [killAt, left] of [
      ["migrating", version],
      ["migrated", version + 1],
    ] as const) {
      expect(await imported({ archive, databaseUrl, killAt })).toMatchObject({ point: killAt });
      expect(versionOf(databaseUrl)).toBe(left);
    }
  }
  expect(await imported({ archive, databaseUrl })).toMatchObject({ status: 0 });
  expect(await keptIn(databaseUrl)).toEqual({ posts: 3, waiting: 0, integrity: "ok" });
});

test("whoever sent a file to a bot that was killed in the middle of it is told so by the next one", {
  timeout: 60_000,
}, async () => {
  const { posts, playground, env } = await aBotWithAFile();
  const killed = await startProgram({ args: ["start"], env, killAt: "saving-words 300" }).ended;
  expect(killed).toMatchObject({ point: "saving-words" });
  expect(lastSaid(playground)).toMatch(/^(?:Беру файл|Читаю) export.json/);
  const next = startProgram({ args: ["start"], env });
  await expect.poll(() => lastSaid(playground), { timeout: 20_000 }).toMatch(/^Не получилось: export.json\n/);
  expect(lastSaid(playground)).toMatch(/пришлите файл ещё раз/);
  playground.telegram.sendDocument(ADMIN, ADMIN, { fileName: "export.json", bytes: posts });
  await expect.poll(() => lastSaid(playground), { timeout: 20_000 }).toMatch(/^Готово: export.json/);
  expect(await next.stop()).toMatchObject({ status: 0 });
  const last = startProgram({ args: ["start"], env });
  await last.ready;
  expect(await last.stop()).toMatchObject({ status: 0 });
  expect(lastSaid(playground)).toMatch(/^Готово: export.json/);
});

const ADMIN = 1001;

async function aBotWithAFile() {
  const playground = await startPlayground({ host: "127.0.0.1", port: 0 });
  onTestFinished(() => playground.close());
  const posts = readFileSync(await anExport(POSTS));
  playground.telegram.sendDocument(ADMIN, ADMIN, { fileName: "export.json", bytes: posts });
  const env = {
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.apiRoot,
    ADMIN_IDS: String(ADMIN),
    DATABASE_URL: `file:${join(temporaryFolder(), "kill.db")}`,
    HTTP_PORT: "0",
    LOG_LEVEL: "info",
  };
  return { posts, playground, env };
}

function lastSaid({ telegram }: Playground): string {
  return telegram.messages(ADMIN).findLast(({ from }) => from?.is_bot === true)?.text ?? "";
}

function fileOf(databaseUrl: string): string {
  return databaseUrl.replace(/^file:/, "");
}

function versionOf(databaseUrl: string): number {
  return lookAt(fileOf(databaseUrl), (db) => Number(db.pragma("user_version", { simple: true })));
}

async function keptIn(databaseUrl: string) {
  const store = await openStore(databaseUrl);
  try {
    const { waitingPosts } = await store.figures(0);
    const integrity = lookAt(fileOf(databaseUrl), (db) => db.pragma("integrity_check", { simple: true }));
    return { posts: await store.countPosts(), waiting: waitingPosts, integrity };
  } finally {
    await store.close();
  }
}
