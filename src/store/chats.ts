import type { ChatStore } from "../telegram/chats.ts";
import { MAX_ATTEMPTS } from "../telegram/inbox.ts";
import type { Connection } from "./connection.ts";
import { SubscriberMoves } from "./subscriber-moves.ts";
import type { SubscriptionTables } from "./subscription-tables.ts";

// What came from the person and could never be handled is kept for the operator to look at; not against their will.
const FORGET_UPDATES = `
  UPDATE updates SET state = 'finished', payload = NULL
  WHERE state = 'accepted' AND attempts >= ${MAX_ATTEMPTS} AND @userId IN (
    payload ->> '$.message.from.id', payload ->> '$.callback_query.from.id',
    payload ->> '$.inline_query.from.id', payload ->> '$.guest_message.from.id',
    payload ->> '$.stopped_message_generation.chat.id')`;

export function chatsIn(connection: Connection, tables: SubscriptionTables): ChatStore {
  const { db } = connection;
  const find = db.prepare<[number], string>("SELECT settings FROM chats WHERE chat_id = ?").pluck();
  const save = db.prepare<[number, string]>(
    `INSERT INTO chats (chat_id, settings) VALUES (?, ?)
     ON CONFLICT (chat_id) DO UPDATE SET settings = excluded.settings`,
  );
  const move = db.prepare<[number, number]>("UPDATE OR IGNORE chats SET chat_id = ? WHERE chat_id = ?");
  const forget = db.prepare<[number]>("DELETE FROM chats WHERE chat_id = ?");
  const forgetUpdates = db.prepare<[{ userId: number }]>(FORGET_UPDATES);
  const forgetAnswers = db.prepare<[number]>("DELETE FROM model_answers WHERE asked_by = ?");
  const forgetVotes = db.prepare<[number]>("DELETE FROM answer_votes WHERE user_id = ?");
  const forgetButtons = db.prepare<[number]>("DELETE FROM buttons WHERE user_id = ?");
  const forgetImports = db.prepare<[number]>("DELETE FROM imports_under_way WHERE chat_id = ?");
  const subscribers = new SubscriberMoves(db, tables);

  return {
    chatSettings: (chatId) => connection.read(() => find.get(chatId) ?? null),
    saveChatSettings: (chatId, settings) => connection.writeJointly(() => void save.run(chatId, settings)),
    moveChat: (from, to) =>
      connection.writeJointly(() => {
        move.run(to, from);
        forget.run(from);
        subscribers.moveChat(from, to);
      }),
    forgetPerson: async (userId) => {
      const rows = await connection.writeJointly(
        () =>
          forget.run(userId).changes +
          forgetButtons.run(userId).changes +
          forgetAnswers.run(userId).changes +
          forgetVotes.run(userId).changes +
          forgetImports.run(userId).changes +
          forgetUpdates.run({ userId }).changes +
          subscribers.forgetChat(userId), // a private chat has the person's id
      );
      // Deleted rows are overwritten (secure_delete), but the journal still has them.
      await connection.emptyLog();
      return rows;
    },
  };
}
