// Builds the program into dist, or into the folder that is named. Its several hundred files and those of its packages
// become a few dozen: opening each of them by itself is what a start would spend most of its time with. Beside each
// stands what this version of Node compiled of it, because compiling comes next.
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { rolldown } from "rolldown";
import { compile } from "./run-compiled.cjs";

const ROOT = resolve(import.meta.dirname, "..");
const folder = resolve(process.argv[2] ?? join(ROOT, "dist"));

// What is started by its name: the program and its threads.
const ENTRIES = {
  main: "src/main.ts",
  worker: "src/engine/worker.ts",
  "archive-worker": "src/engine/archive-worker.ts",
  "check-worker": "src/engine/check-worker.ts",
  "backup-worker": "src/engine/backup-worker.ts",
};

rmSync(folder, { recursive: true, force: true });
const bundle = await rolldown({
  cwd: ROOT,
  input: ENTRIES,
  platform: "node",
  external: ["better-sqlite3"], // finds its compiled part beside itself
  plugins: [withoutUrlTables()],
});
// In Node 20, code that is compiled already can be given to a script and not to a module.
const { output } = await bundle.write({
  dir: folder,
  format: "cjs",
  entryFileNames: "[name]-[hash].js",
  chunkFileNames: "[name]-[hash].js",
  comments: { legal: true, annotation: false, jsdoc: false }, // of packages they are half of what has to be read
});
for (const { fileName } of output) keepCompiled(join(folder, fileName));
cpSync(join(ROOT, "scripts/run-compiled.cjs"), join(folder, "run-compiled.js"));
for (const { isEntry, name, fileName } of output) if (isEntry) writeStarter(name, fileName);
// Node's loader for modules is one more thing that a start need not wait for.
writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "commonjs" }));
// The chat page is served as it is written.
cpSync(join(ROOT, "src/playground/page"), join(folder, "page"), { recursive: true });

/** All functions at once: what a start calls would else be compiled when it is called. */
function keepCompiled(file) {
  setFlagsFromString("--no-lazy");
  const script = compile(file, readFileSync(file, "utf8"));
  // Compiled code is taken only by a Node with the flags that it was kept under.
  setFlagsFromString("--lazy");
  writeFileSync(`${file}.compiled`, script.createCachedData());
}

function writeStarter(name, fileName) {
  const starter = `#!/usr/bin/env node\nrequire("./run-compiled.js").run("${fileName}");\n`;
  writeFileSync(join(folder, `${name}.js`), starter);
}

/** node-fetch brings a URL of its own, with tables of a third of a megabyte, and then takes that of Node. */
function withoutUrlTables() {
  const ID = "whatwg-url";
  return {
    name: "without-url-tables",
    resolveId: (id) => (id === ID ? `\0${ID}` : null),
    load: (id) => (id === `\0${ID}` ? 'export { URL } from "node:url";' : null),
  };
}
