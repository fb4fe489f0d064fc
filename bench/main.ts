import { cpus } from "node:os";
import { benchBot } from "./bot.ts";
import { benchImport } from "./import.ts";
import type { Row } from "./row.ts";
import { benchSearch } from "./search.ts";

const BENCHES: Readonly<Record<string, () => Promise<Row[]>>> = {
  import: benchImport,
  search: benchSearch,
  bot: benchBot,
};

/** `npm run bench` runs all, `npm run bench search` one. */
async function main(names: readonly string[]): Promise<void> {
  console.log(
    `Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? "unknown processor"}\n`,
  );
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    const bench = BENCHES[name];
    if (bench === undefined)
      throw new Error(`There is no bench "${name}": ${Object.keys(BENCHES).join(", ")}`);
    console.log(`${name}\n`);
    for (const row of await bench()) console.log(format(row));
    console.log();
  }
}

function format({ name, value, unit, ratio }: Row): string {
  const compared = ratio === undefined ? "" : `${ratio.toFixed(2)}×`;
  return `  ${name.padEnd(62)} ${String(value).padStart(8)} ${unit.padEnd(10)} ${compared}`;
}

await main(process.argv.slice(2));
