// Loaded before the program by a test (node --import): ends the process with SIGKILL at a named point on the way of
// whatever it writes, so that the program itself needs to know nothing of it. KILL_AT="claimed 3" = the third time;
// "any 40" = at the fortieth point, whichever it is. The last thing it says is which one that was.
import { writeSync } from "node:fs";
import fsPromises from "node:fs/promises";
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { isMainThread } from "node:worker_threads";
import Database from "better-sqlite3";

const [wanted = "", nth = "1"] = (process.env.KILL_AT ?? "").split(" ");
let left = Number(nth);

/** Statements that points are named after: before each runs, and once what it wrote is committed. */
const STATEMENTS = [
  { sql: /INSERT INTO updates/, before: "accepting", committed: "accepted" },
  { sql: /UPDATE updates SET attempts/, before: "taking-up", committed: "taken-up" },
  { sql: /UPDATE updates SET state = 'begun'/, before: "beginning", committed: "begun" },
  {
    sql: /UPDATE updates SET state = 'finished', .* WHERE update_id/,
    before: "finishing",
    committed: "finished",
  },
  { sql: /DELETE FROM updates/, before: "pruning", committed: "pruned" },
  { sql: /INSERT INTO channels/, before: "opening-channel", committed: "opened-channel" },
  { sql: /INSERT INTO posts/, before: "saving-post", committed: "saved-post" },
  { sql: /INSERT INTO post_messages/, before: "placing-post", committed: "placed-post" },
  { sql: /UPDATE posts SET[\s\S]+WHERE id = @id/, before: "editing-post", committed: "edited-post" },
  { sql: /INSERT INTO readings/, before: "saving-words", committed: "saved-words" },
  { sql: /UPDATE stems SET frequency/, before: "counting-words", committed: "counted-words" },
  { sql: /INSERT INTO noted_posts/, before: "saving-notes", committed: "saved-notes" },
  {
    sql: /UPDATE search_state SET is_complete = 1/,
    before: "completing-words",
    committed: "completed-words",
  },
  { sql: /INSERT INTO hidden_posts/, before: "hiding", committed: "hidden" },
  { sql: /INSERT INTO subscribers/, before: "saving-place", committed: "saved-place" },
  { sql: /INSERT INTO alerts/, before: "saving-alert", committed: "saved-alert" },
  { sql: /INTO digests/, before: "saving-digest", committed: "saved-digest" },
  { sql: /INSERT INTO chats/, before: "saving-settings", committed: "saved-settings" },
  { sql: /INSERT INTO buttons/, before: "saving-button", committed: "saved-button" },
  { sql: /INSERT INTO answer_votes/, before: "voting", committed: "voted" },
  { sql: /DELETE FROM chats/, before: "forgetting", committed: "forgotten" },
  { sql: /INSERT[\s\S]+INTO deliveries/, before: "planning", committed: "planned" },
  { sql: /UPDATE deliveries SET state = 'sending'/, before: "claiming", committed: "claimed" },
  { sql: /UPDATE deliveries SET state = 'sent'/, before: "settling", committed: "settled" },
  { sql: /INSERT INTO migrations/, before: "migrating", committed: "migrated" },
];

/** Requests that points are named after: before each leaves, when it has left, when it is answered. */
const REQUESTS = [
  { path: /\/sendMessage$/, leaving: "requesting", left: "requested", answered: "answered" },
  { path: /\/editMessageText$/, leaving: "changing", left: "changed", answered: "seen-changed" },
  // All that came before is confirmed by the next one.
  { path: /\/getUpdates$/, leaving: "confirming", left: "confirmed", answered: "fetched" },
];

function reach(point) {
  if (point !== wanted && wanted !== "any") return;
  left -= 1;
  if (left !== 0) return;
  writeSync(2, `killed at ${point}\n`);
  process.kill(process.pid, "SIGKILL");
}

const committing = new Set();

function watchStatements({ prototype }) {
  const { prepare, transaction } = prototype;
  prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    const points = STATEMENTS.find((known) => known.sql.test(sql));
    if (points === undefined) return statement;
    const { run, get } = statement;
    statement.run = function (...values) {
      reach(points.before);
      const result = run.apply(this, values);
      if (result.changes > 0) committing.add(points.committed);
      return result;
    };
    statement.get = function (...values) {
      reach(points.before);
      const result = get.apply(this, values);
      if (result !== undefined) committing.add(points.committed);
      return result;
    };
    return statement;
  };
  prototype.transaction = function (work) {
    const made = transaction.call(this, work);
    // Whatever begins with `immediate` is never inside another transaction here, so its end is a commit.
    const immediate = (...values) => {
      const result = made.immediate(...values);
      const points = [...committing];
      committing.clear();
      for (const point of points) reach(point);
      return result;
    };
    return Object.assign((...values) => made(...values), { immediate });
  };
}

/** The database as it is made, the hold on it, and the journal that /forget empties. */
function watchConnections({ prototype }) {
  around(prototype, "pragma", (sql) => sql.startsWith("journal_mode"), ["making", "made"]);
  around(prototype, "pragma", (sql) => sql.startsWith("application_id ="), ["stamping", "stamped"]);
  around(prototype, "exec", (sql) => sql === "BEGIN IMMEDIATE", ["holding", "held"]);
  around(prototype, "pragma", (sql) => sql.startsWith("wal_checkpoint"), ["erasing", "erased"]);
}

function around(target, name, isMeant, [before, after]) {
  const original = target[name];
  target[name] = function (...given) {
    if (!isMeant(...given)) return original.apply(this, given);
    reach(before);
    const result = original.apply(this, given);
    if (result instanceof Promise) return result.finally(() => reach(after));
    reach(after);
    return result;
  };
}

function watchRequests() {
  const { request } = http;
  http.request = function (...given) {
    const made = request.apply(this, given);
    const points = REQUESTS.find(({ path }) => path.test(made.path));
    if (points === undefined) return made;
    reach(points.leaving);
    made.once("finish", () => reach(points.left));
    made.once("response", () => reach(points.answered));
    return made;
  };
}

/** What Telegram brings: nothing else is posted to the program. */
function watchWebhook() {
  const { emit } = http.Server.prototype;
  http.Server.prototype.emit = function (event, request, ...rest) {
    if (event === "request" && request.method === "POST") reach("brought");
    return emit.call(this, event, request, ...rest);
  };
  const { writeHead } = http.ServerResponse.prototype;
  http.ServerResponse.prototype.writeHead = function (status, ...given) {
    if (this.req.method === "POST" && status === 200) {
      reach("acknowledging");
      this.once("finish", () => reach("acknowledged"));
    }
    return writeHead.call(this, status, ...given);
  };
}

/** The file of the index, which another thread writes. */
function watchFiles() {
  const isIndex = (file) => String(file).endsWith("-index.new");
  const { open } = fsPromises;
  fsPromises.open = async (file, ...given) => {
    const handle = await open(file, ...given);
    if (isIndex(file)) around(handle, "writeFile", () => true, ["storing-index", "half-stored-index"]);
    return handle;
  };
  around(fsPromises, "rename", isIndex, ["naming-index", "stored-index"]);
}

if (wanted !== "") {
  watchFiles();
  if (isMainThread) {
    watchStatements(Database);
    watchConnections(Database);
    watchRequests();
    watchWebhook();
  }
  syncBuiltinESMExports();
}
