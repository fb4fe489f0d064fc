import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { ANNA, aBotWorld, KATE } from "../support/bot-world.ts";

/** Another program that writes and does not come to an end. */
function lock(databaseUrl: string): Sqlite.Database {
  const other = new Sqlite(databaseUrl.replace(/^file:/, ""));
  onTestFinished(() => void other.close());
  other.exec("BEGIN IMMEDIATE");
  return other;
}

test("while another program holds the database, questions are answered, and afterwards all else goes on", async () => {
  const world = await aBotWorld({ adminIds: [ANNA] });
  await world.ask(ANNA, "/help");
  const other = lock(world.databaseUrl);
  expect((await world.ask(ANNA, "холодный старт")).text).toContain("по запросу холодный старт");
  const screen = await world.ask(KATE, "/settings");
  expect((await world.pressForMessage(KATE, screen, "10")).text).toContain("another program");
  expect((await world.ask(ANNA, "/status")).text).toContain("занимает другая программа");
  world.telegram.publish(world.channelId, "Квокка ждёт, пока база занята");
  other.exec("ROLLBACK");
  await world.waitForLog(/channel post/);
  await world.waitForLog(/the store works again/);
  expect(world.log().match(/the store cannot be written/g)).toHaveLength(1);
  await expect.poll(() => world.telegram.pendingUpdates()).toBe(0);
});

test("a bot starts beside a program that holds the database", async () => {
  const world = await aBotWorld({ isStarted: false });
  await world.startBot();
  await world.stopBot();
  lock(world.databaseUrl);
  await world.startBot();
  expect((await world.ask(ANNA, "холодный старт")).text).toContain("по запросу");
});
