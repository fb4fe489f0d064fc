// Builds the program into dist, or into the folder that is named. Its several hundred files and those of its packages
// become a few dozen: opening each of them by itself is what a start would spend most of its time with.
import { cpSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";

const ROOT = resolve(import.meta.dirname, "..");
const folder = resolve(process.argv[2] ?? join(ROOT, "dist"));

rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: ROOT,
  // What is started by its name: the program and its threads.
  input: {
    main: "src/main.ts",
    worker: "src/engine/worker.ts",
    "archive-worker": "src/engine/archive-worker.ts",
    "check-worker": "src/engine/check-worker.ts",
    "backup-worker": "src/engine/backup-worker.ts",
  },
  platform: "node",
  external: ["better-sqlite3"], // finds its compiled part beside itself
  plugins: [withoutUrlTables()],
});
await bundle.write({
  dir: folder,
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name]-[hash].js",
});
// The chat page is served as it is written.
cpSync(join(ROOT, "src/playground/page"), join(folder, "page"), { recursive: true });

/** node-fetch brings a URL of its own, with tables of a third of a megabyte, and then takes that of Node. */
function withoutUrlTables() {
  const ID = "whatwg-url";
  return {
    name: "without-url-tables",
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load: (id) => (id === `\0${ID}` ? 'export { URL } from "node:url";' : null),
  };
}
