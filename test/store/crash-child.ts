import { appendFileSync, writeSync } from "node:fs";
import { type Channel, makePost } from "../../src/channel/post.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { takeUpAll } from "../support/waiting-updates.ts";

/**
 * A bot in miniature that dies: takes updates two at a time from `first` on, says on standard output which it has
 * accepted, and handles them. Even updates become posts; odd ones have an effect outside the database that must not
 * happen twice, a line in a file. It kills itself after `steps` steps, unless somebody else is quicker.
 */
const [databaseUrl = "", effects = "", first = "", steps = ""] = process.argv.slice(2);
let stepsLeft = Number(steps);

await run(await openStore(databaseUrl));

async function run(store: SqliteStore): Promise<void> {
  const channel = await store.openChannel({ telegramId: 1, title: null });
  for (const { update_id } of await takeUpAll(store)) await handle(store, channel, update_id);
  for (let id = Number(first); ; id += 2) {
    const fresh = await store.accept([{ update_id: id }, { update_id: id + 1 }]);
    writeSync(1, `${id + 1}\n`);
    step();
    for (const { update_id } of fresh) await handle(store, channel, update_id);
  }
}

async function handle(store: SqliteStore, channel: Channel, id: number): Promise<void> {
  if (id % 2 === 0) {
    const post = makePost({ messageId: id, date: "2024-11-19T12:00:00Z", text: `пост ${id}` });
    await store.savePosts(channel.id, [post]);
  } else {
    await store.begin(id);
    step();
    appendFileSync(effects, `${id}\n`);
  }
  step();
  await store.finish(id);
  step();
}

function step(): void {
  stepsLeft -= 1;
  if (stepsLeft === 0) process.kill(process.pid, "SIGKILL");
}
