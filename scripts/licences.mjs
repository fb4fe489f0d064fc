// Writes docs/licences.md: what is shipped with the program, and under which licence. With --check it writes nothing and
// fails where that file is not as it should be. A licence that is not known to be a permissive one fails in any case.
// The folder of the project may be named.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** None of them asks for more than to be named: https://spdx.org/licenses */
const PERMISSIVE = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "Unlicense"]);

const args = process.argv.slice(2);
const isCheck = args[0] === "--check";
const root = resolve(args[isCheck ? 1 : 0] ?? join(import.meta.dirname, ".."));
const target = join(root, "docs/licences.md");

const packages = shippedPackages(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
const refused = packages.filter(({ licence }) => !isPermissive(licence));
const page = toPage(packages);
if (refused.length > 0) {
  for (const { name, version, licence } of refused)
    console.error(`${name} ${version}: the licence "${licence}" is not known to be permissive`);
  process.exitCode = 1;
} else if (!isCheck) {
  writeFileSync(target, page);
} else if (readOr(target, "") !== page) {
  console.error("docs/licences.md is not up to date; run: npm run licences");
  process.exitCode = 1;
}

/** All of the tree but what is for development only. */
function shippedPackages(lock) {
  return Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== "" && !dev && !devOptional)
    .map(([path, { version, license }]) => ({
      name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      version,
      licence: license ?? "none",
    }))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}

/** `MIT`, or a choice that has one: `(MIT OR WTFPL)`. Anything else is for a person to read. */
function isPermissive(licence) {
  const choices = licence.replace(/^\((.*)\)$/, "$1").split(" OR ");
  return choices.some((choice) => PERMISSIVE.has(choice));
}

function toPage(shipped) {
  const rows = shipped.map(
    ({ name, version, licence }) =>
      `| [${name}](https://www.npmjs.com/package/${name}) | ${version} | ${licence.replace(/^\((.*)\)$/, "$1")} |`,
  );
  return `# Licences

The program is under the [MIT licence](../LICENSE). These packages are shipped with it, each under its own, whose text is
in its folder in \`node_modules\`. better-sqlite3 holds SQLite, which is in the public domain. This page is made by
\`npm run licences\` from \`package-lock.json\`.

| package | version | licence |
| --- | --- | --- |
${[...new Set(rows)].join("\n")}
`;
}

/** By code unit: the same order on every machine. */
function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return otherwise;
  }
}
