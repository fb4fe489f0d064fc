// Loaded before the program by a test (node --import): ends the process with SIGKILL at a named point on the way of a
// delivery, so that the program itself needs to know nothing of it. KILL_AT="claimed 3" = the third time.
import http from "node:http";
import { syncBuiltinESMExports } from "node:module";
import { isMainThread } from "node:worker_threads";
import Database from "better-sqlite3";

const [wanted = "", nth = "1"] = (process.env.KILL_AT ?? "").split(" ");
let left = Number(nth);

/** Statements that a point is named after: before each runs, and once what it wrote is committed. */
const STATEMENTS = [
  { sql: /INSERT[\s\S]+INTO deliveries/, before: "planning", committed: "planned" },
  { sql: /UPDATE deliveries SET state = 'sending'/, before: "claiming", committed: "claimed" },
  { sql: /UPDATE deliveries SET state = 'sent'/, before: "settling", committed: "settled" },
];

function reach(point) {
  if (point !== wanted) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

const committing = new Set();

function watchStatements({ prototype }) {
  const { prepare, transaction } = prototype;
  prototype.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    const points = STATEMENTS.find((known) => known.sql.test(sql));
    if (points === undefined) return statement;
    const { run } = statement;
    statement.run = function (...values) {
      reach(points.before);
      const result = run.apply(this, values);
      if (result.changes > 0) committing.add(points.committed);
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

function watchRequests() {
  const { request } = http;
  http.request = function (...given) {
    const made = request.apply(this, given);
    if (!made.path.endsWith("/sendMessage")) return made;
    reach("requesting");
    made.once("finish", () => reach("requested"));
    made.once("response", () => reach("answered"));
    return made;
  };
  syncBuiltinESMExports();
}

if (isMainThread && wanted !== "") {
  watchStatements(Database);
  watchRequests();
}
