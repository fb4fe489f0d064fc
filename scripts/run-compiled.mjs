// Goes along with the bundled program and runs it. Node's own loader compiles all code anew at every start.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";

const nodeRequire = createRequire(import.meta.url);
const exportsOf = new Map();

/** Runs a file of the program, and what it requires. Its compiled form is used where this Node made it, else it is made anew. */
export function run(name) {
  const known = exportsOf.get(name);
  if (known !== undefined) return known;
  const file = join(import.meta.dirname, name);
  const kept = `${file}.compiled`;
  const script = compile(file, readFileSync(file, "utf8"), existsSync(kept) ? readFileSync(kept) : undefined);
  const module = { exports: {} };
  exportsOf.set(name, module.exports); // for those that it requires and that require it
  script.runInThisContext()(module.exports, require, module, file, import.meta.dirname);
  exportsOf.set(name, module.exports);
  return module.exports;
}

/** A file in CommonJS as a script whose result takes what such a file expects: exports, require and so on. */
export function compile(filename, source, cachedData) {
  const code = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  return new Script(code, { filename, cachedData });
}

function require(id) {
  return id.startsWith("./") ? run(id.slice(2)) : nodeRequire(id);
}
