import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { packageFile } from "../../src/package-files.ts";
import { migrate, readMigrations } from "../../src/store/migrations.ts";
import { openStore, type SqliteStore } from "../../src/store/open.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const TABLES_OF_POSTS = ["channels", "posts", "post_messages", "post_sequence"];

/** DATABASE_URL of a database with posts that has had the first so many migrations. */
export async function anOlderDatabase(
  version: number,
  fill: (store: SqliteStore) => Promise<unknown>,
): Promise<string> {
  const folder = temporaryFolder();
  const full = join(folder, "full.db");
  const store = await openStore(`file:${full}`);
  await fill(store);
  await store.close();
  const file = join(folder, "older.db");
  const db = new Sqlite(file);
  migrate(db, readMigrations(packageFile("migrations")).slice(0, version), new Date());
  db.exec(`ATTACH '${full}' AS full; DELETE FROM post_sequence`);
  for (const table of TABLES_OF_POSTS) {
    const columns = db.prepare("SELECT name FROM pragma_table_info(?)").pluck().all(table).join(", ");
    db.exec(`INSERT INTO main.${table} (${columns}) SELECT ${columns} FROM full.${table}`);
  }
  db.close();
  return `file:${file}`;
}
