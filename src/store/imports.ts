import { randomUUID } from "node:crypto";
import type { ImportPlace, ImportStore, ImportUnderWay } from "../telegram/imports-under-way.ts";
import type { Connection } from "./connection.ts";

const BEGIN = `
  INSERT INTO imports_under_way (chat_id, message_id, last_words, run) VALUES (@chatId, @messageId, @lastWords, @run)
  ON CONFLICT (chat_id, message_id) DO UPDATE SET last_words = excluded.last_words, run = excluded.run`;
const END = "DELETE FROM imports_under_way WHERE chat_id = @chatId AND message_id = @messageId";
const ABANDONED = `
  SELECT chat_id AS chatId, message_id AS messageId, last_words AS lastWords FROM imports_under_way WHERE run <> ?`;

export function importsIn(connection: Connection): ImportStore {
  const { db } = connection;
  const run = randomUUID();
  const begin = db.prepare<[ImportUnderWay & { run: string }]>(BEGIN);
  const end = db.prepare<[ImportPlace]>(END);
  const abandoned = db.prepare<[string], ImportUnderWay>(ABANDONED);
  return {
    beginImport: (underWay) => connection.writeJointly(() => void begin.run({ ...underWay, run })),
    endImport: ({ chatId, messageId }) => connection.writeJointly(() => void end.run({ chatId, messageId })),
    abandonedImports: () => connection.read(() => abandoned.all(run)),
  };
}
