// Tries the bot with what nobody means well by, as much of it as a night has the time for:
//
//   npm run fuzz                              all of it
//   npm run fuzz -- updates 5000              one part, so many cases
//   npm run fuzz -- queries 1 --seed 20241999 one case again, as a failure names it
//
// Every part is a test that each run of all tests does with a few cases; see test/fuzz.
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "..");
const CASES = { updates: 1_000_000, bodies: 100_000, queries: 100_000, files: 10_000 };
const FILES = { updates: "updates", bodies: "bodies", queries: "queries", files: "damaged-files" };

const words = process.argv.slice(2);
const seed = optionOf("--seed") ?? String(Math.floor(Date.now() / 1000));
const [part, cases, ...more] = words;
if ((part !== undefined && !(part in CASES)) || !isCount(cases) || !isCount(seed) || more.length > 0) {
  console.error(`usage: npm run fuzz -- [${Object.keys(CASES).join("|")}] [cases] [--seed number]`);
  process.exit(2);
}
const parts = part === undefined ? Object.keys(CASES) : [part];
const env = { ...process.env, FUZZ_SEED: seed };
for (const name of parts) env[`FUZZ_${name.toUpperCase()}`] = cases ?? String(CASES[name]);
const files = parts.map((name) => `test/fuzz/${FILES[name]}.test.ts`);
console.error(`seed ${seed}`);
// One after another: each of them has figures of the machine to tell.
const vitest = ["run", ...files, "--no-file-parallelism", "--disable-console-intercept"];
const { status } = spawnSync(process.execPath, [join(ROOT, "node_modules/vitest/vitest.mjs"), ...vitest], {
  cwd: ROOT,
  env,
  stdio: "inherit",
});
process.exitCode = status ?? 1;

function optionOf(name) {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words.splice(at, 2)[1];
}

function isCount(word) {
  return word === undefined || /^\d+$/.test(word);
}
