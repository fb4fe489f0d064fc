import type Sqlite from "better-sqlite3";
import type { Channel, ChannelRef } from "../channel/post.ts";

// Two channels seldom become one, so all digests are looked at.
const REPLACE_IN_DIGESTS = `
  UPDATE digests SET channel_ids = (
    SELECT json_group_array(DISTINCT iif(value = @id, @becameId, value)) FROM json_each(channel_ids))
  WHERE channel_ids <> '[]' AND EXISTS (SELECT 1 FROM json_each(channel_ids) WHERE value = @id)`;

/** The table of channels; there are few, so finding one means looking at all. */
export class ChannelRows {
  readonly #all: Sqlite.Statement<[], Channel>;
  readonly #insert: Sqlite.Statement<[Omit<Channel, "id">]>;
  readonly #update: Sqlite.Statement<[Channel]>;
  readonly #replaceInDigests: Sqlite.Statement<[{ id: number; becameId: number }]>;
  readonly #delete: Sqlite.Statement<[number]>;

  constructor(db: Sqlite.Database) {
    this.#all = db.prepare("SELECT id, telegram_id AS telegramId, username, title FROM channels ORDER BY id");
    this.#insert = db.prepare(
      "INSERT INTO channels (telegram_id, username, title) VALUES (@telegramId, @username, @title)",
    );
    this.#update = db.prepare(
      `UPDATE channels SET telegram_id = @telegramId, username = @username, title = @title
       WHERE id = @id AND (telegram_id, username, title) IS NOT (@telegramId, @username, @title)`,
    );
    this.#replaceInDigests = db.prepare(REPLACE_IN_DIGESTS);
    this.#delete = db.prepare("DELETE FROM channels WHERE id = ?");
  }

  all(): Channel[] {
    return this.#all.all();
  }

  insert({ telegramId, username = null, title }: ChannelRef): Channel {
    const { lastInsertRowid } = this.#insert.run({ telegramId, username, title });
    return { id: Number(lastInsertRowid), telegramId, username, title };
  }

  /** Writes nothing when nothing is new: this happens for every live post. */
  update(channel: Channel): void {
    this.#update.run(channel);
  }

  /** The channel turned out to be another one, which digests are made of from now on. */
  delete(id: number, becameId: number): void {
    this.#replaceInDigests.run({ id, becameId });
    this.#delete.run(id);
  }
}
