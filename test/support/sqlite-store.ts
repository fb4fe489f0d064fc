import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStore, type SqliteStore, type StoreOptions } from "../../src/store/open.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A store, by default an empty one in a file of its own; closed when the running test ends. */
export async function aStore(
  options: StoreOptions = {},
  databaseUrl = `file:${join(temporaryFolder(), "test.db")}`,
): Promise<SqliteStore> {
  const store = await openStore(databaseUrl, options);
  onTestFinished(() => store.close());
  return store;
}
