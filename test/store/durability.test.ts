import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { waitingIn } from "../support/waiting-updates.ts";

const ROOT = resolve(import.meta.dirname, "../..");
/** Two updates take six steps, so these deaths come after every kind of step: accepted, begun, done, finished. */
const STEPS_BEFORE_DEATH = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
/** And these come from outside, in the middle of a step: after so many messages of the child. */
const MESSAGES_BEFORE_KILL = [1, 7, 20];
const NEVER = 1_000_000;

test("after kill -9 no accepted update is lost and none has its effect twice", {
  timeout: 60_000,
}, async () => {
  const folder = temporaryFolder();
  const child = compileChild(folder);
  const databaseUrl = `file:${join(folder, "kept.db")}`;
  const effects = join(folder, "effects");
  writeFileSync(effects, "");

  const deaths = [
    ...STEPS_BEFORE_DEATH.map((steps) => ({ steps, messages: NEVER })),
    ...MESSAGES_BEFORE_KILL.map((messages) => ({ steps: NEVER, messages })),
  ];
  let accepted = 0;
  for (const { steps, messages } of deaths) {
    // Telegram repeats what was not confirmed, and now and then what was.
    const first = Math.max(1, accepted - 3);
    accepted = Math.max(
      accepted,
      await runToDeath([child, databaseUrl, effects, `${first}`, `${steps}`], messages),
    );
  }

  const store = await openStore(databaseUrl);
  onTestFinished(() => store.close());
  const unfinished = (await waitingIn(store)).map(({ update_id }) => update_id);
  const posts = await messageIds(store);
  const done = readFileSync(effects, "utf8").split("\n").filter(Boolean).map(Number);
  const ids = Array.from({ length: accepted }, (_, at) => at + 1);

  expect(await store.accept(ids.map((update_id) => ({ update_id })))).toEqual([]);
  expect(ids.filter((id) => id % 2 === 0 && !posts.includes(id) && !unfinished.includes(id))).toEqual([]);
  expect(done).toEqual([...new Set(done)]);
  // Dead between begin and effect: nobody can tell whether it happened, so it is not tried again.
  const givenUp = ids.filter((id) => id % 2 === 1 && !done.includes(id) && !unfinished.includes(id));
  expect(givenUp.length).toBeLessThan(deaths.length / 2);
});

/** Compiles the real store with the child that uses it; returns the child's path. */
function compileChild(folder: string): string {
  for (const name of ["node_modules", "migrations", "package.json"])
    symlinkSync(join(ROOT, name), join(folder, name));
  const config = {
    extends: join(ROOT, "tsconfig.json"),
    compilerOptions: {
      noEmit: false,
      allowImportingTsExtensions: false,
      rootDir: ROOT,
      outDir: join(folder, "compiled"),
    },
    include: [],
    files: [fileURLToPath(new URL("./crash-child.ts", import.meta.url))],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  execFileSync(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", folder]);
  return join(folder, "compiled/test/store/crash-child.js");
}

/** Runs the child until it dies, killed after so many messages; returns the last update that it said was accepted. */
async function runToDeath(args: readonly string[], messages: number): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  const death = once(child, "exit");
  let heard = 0;
  let last = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    heard += 1;
    if (heard === messages) child.kill("SIGKILL");
  }
  expect(await death).toEqual([null, "SIGKILL"]);
  return last;
}

async function messageIds(store: SqliteStore): Promise<(number | null)[]> {
  const { posts } = await store.latestPosts({ offset: 0, limit: 10_000 });
  return posts.map(({ messageId }) => messageId);
}

test("two processes on one database accept an update once", async () => {
  const databaseUrl = `file:${join(temporaryFolder(), "kept.db")}`;
  const one = await openStore(databaseUrl);
  onTestFinished(() => one.close());
  const two = await openStore(databaseUrl);
  onTestFinished(() => two.close());
  await one.accept([{ update_id: 1 }, { update_id: 2 }]);
  expect(await two.accept([{ update_id: 2 }, { update_id: 3 }])).toEqual([{ update_id: 3 }]);
  expect((await waitingIn(one)).map(({ update_id }) => update_id)).toEqual([1, 2, 3]);
});
