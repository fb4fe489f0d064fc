import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type Sqlite from "better-sqlite3";
import { AppError } from "../errors.ts";
import { rescueFileOf } from "./database-file.ts";
import { createPrivateFile, fileErrorCode, removeDatabase, syncFile, syncFolderOf } from "./durable-file.ts";

/**
 * Sees whether the database that is open still is the file under its name. The system lets a program go on writing into
 * a file that somebody has deleted, and all of it is gone when the program ends.
 */
export class FileWatch {
  readonly #db: Sqlite.Database;
  readonly #file: string;
  readonly #opened: string | null;
  #log: string | null = null;
  #lost: AppError | null = null;

  constructor(db: Sqlite.Database, file: string) {
    this.#db = db;
    this.#file = file;
    this.#opened = identityOf(file);
  }

  /**
   * Throws AppError DATABASE_MISSING where the file was deleted, moved or replaced, or its log was. What the database
   * holds is written out then, because nobody else has it.
   */
  refuseLost(): void {
    this.#lost ??= this.#look();
    if (this.#lost !== null) throw this.#lost;
  }

  #look(): AppError | null {
    const log = identityOf(`${this.#file}-wal`);
    this.#log ??= log; // there from the first write on
    if (identityOf(this.#file) !== this.#opened) return this.#rescued(this.#file);
    if (log !== this.#log) return this.#rescued(`${this.#file}-wal`);
    return null;
  }

  #rescued(gone: string): AppError {
    const message = `The database's file ${gone} was deleted, moved or replaced while it was in use`;
    const rescue = rescueFileOf(this.#file);
    try {
      this.#writeTo(rescue);
    } catch (cause) {
      const why =
        fileErrorCode(cause) === "EEXIST"
          ? `What it held could not be written out, because ${rescue} is there from before`
          : `What it held could not be written to ${rescue} either`;
      return missing(message, {
        hint: `${why}. Start again to use what is there, or restore a backup`,
        cause,
      });
    }
    return missing(message, {
      hint: `All it held was written to ${rescue}: move that file to ${this.#file} and start again, or restore a backup`,
    });
  }

  #writeTo(rescue: string): void {
    mkdirSync(dirname(rescue), { recursive: true });
    createPrivateFile(rescue);
    try {
      this.#db.prepare("VACUUM INTO ?").run(rescue);
      syncFile(rescue);
      syncFolderOf(rescue);
    } catch (error) {
      removeDatabase(rescue); // half a database is none
      throw error;
    }
  }
}

function missing(message: string, options: { hint: string; cause?: unknown }): AppError {
  return new AppError("DATABASE_MISSING", message, options);
}

/** Null where there is no such file. */
function identityOf(file: string): string | null {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? null : `${found.dev}:${found.ino}`;
}
