import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStore, type SqliteStore, type StoreOptions } from "../../src/store/open.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** An empty store in a file of its own, closed when the running test ends. */
export async function aStore(options: StoreOptions = {}): Promise<SqliteStore> {
  const store = await openStore(`file:${join(temporaryFolder(), "test.db")}`, options);
  onTestFinished(() => store.close());
  return store;
}
