import { cpus } from "node:os";
import { benchAlerts } from "./alerts.ts";
import { benchAnswers } from "./answers.ts";
import { benchBot } from "./bot.ts";
import { benchFanOut } from "./fan-out/fan-out.ts";
import { benchImport } from "./import.ts";
import { benchLoad } from "./load/load.ts";
import { benchPapers } from "./papers.ts";
import { benchQuality } from "./quality.ts";
import type { Report, Row } from "./row.ts";
import { benchSearch } from "./search/search.ts";
import { benchStart } from "./start.ts";
import { formatTable } from "./table.ts";
import { benchWebhook } from "./webhook/webhook.ts";

const BENCHES: Readonly<Record<string, (sizes: readonly number[]) => Promise<Report>>> = {
  quality: benchQuality,
  answers: benchAnswers,
  alerts: benchAlerts,
  papers: benchPapers,
  import: async () => report(await benchImport()),
  search: benchSearch,
  start: async (sizes) => report(await benchStart(sizes.length > 0 ? sizes : [10_000])),
  bot: async () => report(await benchBot()),
  "fan-out": benchFanOut,
  webhook: benchWebhook,
  load: benchLoad,
};

/**
 * `npm run bench` runs all, `npm run bench search` one, `npm run bench search 100000` with so many posts;
 * `npm run --silent bench search -- --json` for programs. What is being measured stands on stderr meanwhile.
 */
async function main(words: readonly string[]): Promise<void> {
  const isJson = words.includes("--json");
  const sizes = words.filter(isNumber).map(Number);
  const names = words.filter((word) => !isNumber(word) && word !== "--json");
  const machine = { node: process.version, cores: cpus().length, processor: cpus()[0]?.model ?? "unknown" };
  if (!isJson) console.log(`Node ${machine.node}, ${machine.cores} cores, ${machine.processor}\n`);
  const reports: Record<string, Report> = {};
  for (const name of names.length > 0 ? names : Object.keys(BENCHES)) {
    const bench = BENCHES[name];
    if (bench === undefined)
      throw new Error(`There is no bench "${name}": ${Object.keys(BENCHES).join(", ")}`);
    reports[name] = await bench(sizes);
    if (!isJson) console.log(`${name}\n\n${formatTable(reports[name])}\n`);
  }
  if (isJson) console.log(JSON.stringify({ machine, reports }, null, 2));
}

function isNumber(word: string): boolean {
  return /^\d+$/.test(word);
}

function report(rows: readonly Row[]): Report {
  return { rows, notes: [] };
}

await main(process.argv.slice(2));
