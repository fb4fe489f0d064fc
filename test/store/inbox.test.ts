import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { MAX_ATTEMPTS } from "../../src/telegram/inbox.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { takeUpAll } from "../support/waiting-updates.ts";

test("the words of an update are kept only while it may be handled", async () => {
  const { inbox, payloads } = await anInbox();
  await inbox.accept([{ update_id: 1 }, { update_id: 2 }, { update_id: 3 }]);
  await inbox.begin(1);
  await inbox.finish(2);
  expect(payloads()).toEqual([null, null, '{"update_id":3}']);
});

test("an update that was given up is kept with its words, however old it is", async () => {
  const { inbox, payloads } = await anInbox();
  await inbox.accept([{ update_id: 1 }]);
  for (let attempt = 0; attempt <= MAX_ATTEMPTS; attempt += 1) await takeUpAll(inbox);
  expect(await inbox.prune(new Date("2124-01-01T00:00:00Z"))).toBe(0);
  expect(payloads()).toEqual(['{"update_id":1}']);
});

test("attempts are counted across restarts", async () => {
  const url = `file:${join(temporaryFolder(), "kept.db")}`;
  const returned: number[] = [];
  for (let start = 0; start <= MAX_ATTEMPTS; start += 1) {
    const store = await openStore(url);
    await store.accept([{ update_id: 1 }]);
    returned.push((await takeUpAll(store)).length);
    await store.close();
  }
  expect(returned).toEqual([...Array.from({ length: MAX_ATTEMPTS }, () => 1), 0]);
});

/** An empty inbox, and what stands in its table, in the order of arrival. */
async function anInbox() {
  const file = join(temporaryFolder(), "kept.db");
  const inbox = await openStore(`file:${file}`);
  onTestFinished(() => inbox.close());
  const db = new Sqlite(file, { readonly: true });
  onTestFinished(() => void db.close());
  const payloads = () => db.prepare("SELECT payload FROM updates ORDER BY position").pluck().all();
  return { inbox, payloads };
}
