// Another process that writes a database: one update and one chat in each transaction, numbered from 1. It says the
// number on standard output once that is committed, and ends when its standard input does.
import { writeSync } from "node:fs";
import Database from "better-sqlite3";

const db = new Database(process.argv[2], { timeout: 5000 });
db.pragma("synchronous = FULL");
const addUpdate = db.prepare(
  "INSERT INTO updates (update_id, payload, state, accepted_at) VALUES (?, ?, 'accepted', 0)",
);
const addChat = db.prepare("INSERT INTO chats (chat_id, settings) VALUES (?, '{}')");
const write = db.transaction((number) => {
  addUpdate.run(number, JSON.stringify({ update_id: number }));
  addChat.run(number);
});

let number = 0;
process.stdin.resume().on("end", () => process.exit(0));
setInterval(() => {
  number += 1;
  write.immediate(number);
  writeSync(1, `${number}\n`);
}, 1);
