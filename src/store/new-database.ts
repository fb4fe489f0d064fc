import { existsSync, rmSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { IN_MEMORY } from "./database-file.ts";
import { fileErrorCode, moveToFreeName, removeDatabase } from "./durable-file.ts";
import { APPLICATION_ID } from "./migrations.ts";

/**
 * Makes an empty database where there is no file: it is there whole, or not at all. SQLite begins with an empty file, and
 * that is what a full disk leaves of an old database, too, so that one who dies at once could not start again.
 */
export function makeDatabase(file: string): void {
  if (file === IN_MEMORY || existsSync(file)) return;
  const unfinished = `${file}.${process.pid}.new`;
  removeDatabase(unfinished); // of a process that had the same number
  try {
    writeFirstPage(unfinished);
    moveToFreeName(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    if (fileErrorCode(error) !== "EEXIST") throw error; // else somebody has made it meanwhile
  }
}

function writeFirstPage(file: string): void {
  const db = new Sqlite(file);
  try {
    db.pragma("synchronous = FULL");
    db.pragma(`application_id = ${APPLICATION_ID}`);
  } finally {
    db.close();
  }
}
