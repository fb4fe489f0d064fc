import type Sqlite from "better-sqlite3";
import type { EndReason, Manners, Place } from "../digests/subscription.ts";
import { type MannersRow, mannersColumns, type SubscriberRow } from "./subscription-rows.ts";

interface PlaceKey {
  readonly chat_id: number;
  readonly topic_id: number;
}

// Whoever saves something there is there: it is sent to again.
const SAVE = `
  INSERT INTO subscribers (chat_id, topic_id, timezone, quiet_from, quiet_until, is_silent, language)
  VALUES (@chat_id, @topic_id, @timezone, @quiet_from, @quiet_until, @is_silent, @language)
  ON CONFLICT (chat_id, topic_id) DO UPDATE SET
    timezone = excluded.timezone, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
    is_silent = excluded.is_silent, language = excluded.language, ended_because = NULL, left_at = NULL
  RETURNING id`;

const END = (which: string) => `
  UPDATE subscribers SET ended_because = @reason
  WHERE ${which} AND ended_because IS NULL AND left_at IS NULL RETURNING id`;

/** The table of subscribers, inside somebody's transaction. */
export class PlaceRows {
  readonly #at: Sqlite.Statement<[PlaceKey], SubscriberRow>;
  readonly #get: Sqlite.Statement<[number], SubscriberRow>;
  readonly #save: Sqlite.Statement<[PlaceKey & MannersRow], number>;
  readonly #endChat: Sqlite.Statement<[{ chatId: number; reason: EndReason }], number>;
  readonly #endPlace: Sqlite.Statement<[PlaceKey & { reason: EndReason }], number>;
  readonly #goOn: Sqlite.Statement<[number], number>;
  readonly #leave: Sqlite.Statement<[number, number]>;

  constructor(db: Sqlite.Database) {
    this.#at = db.prepare("SELECT * FROM subscribers WHERE chat_id = @chat_id AND topic_id = @topic_id");
    this.#get = db.prepare("SELECT * FROM subscribers WHERE id = ?");
    this.#save = db.prepare<[PlaceKey & MannersRow], number>(SAVE).pluck();
    this.#endChat = db
      .prepare<[{ chatId: number; reason: EndReason }], number>(END("chat_id = @chatId"))
      .pluck();
    this.#endPlace = db
      .prepare<[PlaceKey & { reason: EndReason }], number>(END("chat_id = @chat_id AND topic_id = @topic_id"))
      .pluck();
    this.#goOn = db
      .prepare<[number], number>(
        `UPDATE subscribers SET ended_because = NULL
         WHERE chat_id = ? AND ended_because IS NOT NULL RETURNING id`,
      )
      .pluck();
    this.#leave = db.prepare("UPDATE subscribers SET left_at = ? WHERE id = ?");
  }

  at(place: Place): SubscriberRow | null {
    return this.#at.get(keyOf(place)) ?? null;
  }

  get(id: number): SubscriberRow | null {
    return this.#get.get(id) ?? null;
  }

  /** Returns its key. */
  save(place: Place, manners: Manners): number {
    const id = this.#save.get({ ...keyOf(place), ...mannersColumns(manners) });
    if (id === undefined) throw new Error("An upsert gives a row");
    return id;
  }

  /** Returns those that had not ended. */
  endChat(chatId: number, reason: EndReason): number[] {
    return this.#endChat.all({ chatId, reason });
  }

  endPlace(place: Place, reason: EndReason): number[] {
    return this.#endPlace.all({ ...keyOf(place), reason });
  }

  /** Returns those that had ended. */
  goOn(chatId: number): number[] {
    return this.#goOn.all(chatId);
  }

  /** It asks for nothing any more. */
  leave(id: number, at: Date): void {
    this.#leave.run(at.getTime(), id);
  }
}

function keyOf({ chatId, topicId }: Place): PlaceKey {
  return { chat_id: chatId, topic_id: topicId ?? 0 };
}
