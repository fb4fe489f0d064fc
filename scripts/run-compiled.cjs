// Goes along with the bundled program and runs it. Node's own loaders compile all code anew at every start.
const { existsSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const modules = new Map();

/** Runs a file of the program, once, and returns its exports. What this Node has compiled of it is used; else it is compiled. */
function run(name) {
  const known = modules.get(name);
  if (known !== undefined) return known.exports;
  const module = { exports: {} };
  modules.set(name, module);
  const file = join(__dirname, name);
  const kept = `${file}.compiled`;
  const script = compile(file, readFileSync(file, "utf8"), existsSync(kept) ? readFileSync(kept) : undefined);
  script.runInThisContext()(module.exports, requireFrom, module, file, __dirname);
  return module.exports;
}

/** A file in CommonJS as a script whose result takes what such a file expects: exports, require and so on. */
function compile(filename, source, cachedData) {
  const code = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  return new Script(code, { filename, cachedData });
}

function requireFrom(id) {
  return id.startsWith("./") ? run(id.slice(2)) : require(id);
}

module.exports = { run, compile };
