// Loaded before the program by a test (node --import): ends the process with SIGKILL before the step with the number
// KILL_STEP, so that the program itself needs to know nothing of it. Steps are what a backup or a restore does to files.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import Database from "better-sqlite3";

let left = Number(process.env.KILL_STEP);

function step() {
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

function before(target, name, isStep = () => true) {
  const original = target[name];
  target[name] = function (...given) {
    if (isStep(...given)) step();
    return original.apply(this, given);
  };
}

for (const name of ["linkSync", "renameSync", "fsyncSync"]) before(fs, name);
before(fs, "openSync", (_file, flags) => flags === "wx");
before(fs, "rmSync", (file) => fs.existsSync(file));
syncBuiltinESMExports();

before(Database.prototype, "pragma", (sql) => sql.startsWith("journal_mode ="));
before(Database.prototype, "exec", (sql) => sql === "BEGIN EXCLUSIVE");
const { backup } = Database.prototype;
Database.prototype.backup = function (file, options) {
  const progress = (...given) => {
    step(); // some pages are copied
    return options.progress(...given);
  };
  return backup.call(this, file, { ...options, progress });
};
