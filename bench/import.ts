import { once } from "node:events";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { importArchives } from "../src/channel/import.ts";
import { openArchive } from "../src/cli/open-archive.ts";
import { parseConfig } from "../src/config.ts";
import { packageFile } from "../src/package-files.ts";
import type { Row } from "./row.ts";

interface ExportedMessage {
  readonly type: string;
}

const POSTS = 20_000;
const SAMPLE_MS = 20;

/** Posts a second and peak memory of importing a Telegram Desktop export, against JSON.parse of the same file. */
export async function benchImport(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-bench-"));
  try {
    const file = join(folder, "result.json");
    await writeExport(file);
    const first = await timed(() => importInto(folder, file));
    const again = await timed(() => importInto(folder, file));
    const whole = await timed(async () => void JSON.parse(readFileSync(file, "utf8")));
    return [
      { name: "import, new posts", value: Math.round(POSTS / first.seconds), unit: "posts/s" },
      { name: "import again, nothing new", value: Math.round(POSTS / again.seconds), unit: "posts/s" },
      { name: "import, peak memory above the start", value: Math.round(first.peakMb), unit: "MB" },
      {
        name: "JSON.parse of the same file, peak memory above the start",
        value: Math.round(whole.peakMb),
        unit: "MB",
        ratio: whole.peakMb / first.peakMb,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The sample channel over and over, with new ids and a word that makes each text its own. */
async function writeExport(file: string): Promise<void> {
  const sample = JSON.parse(readFileSync(packageFile("data", "sample-channel", "result.json"), "utf8"));
  const messages: ExportedMessage[] = sample.messages.filter(
    ({ type }: ExportedMessage) => type === "message",
  );
  const out = createWriteStream(file);
  out.write('{"name": "Bench", "type": "public_channel", "id": 1900000002, "messages": [\n');
  for (let at = 0; at < POSTS; at++) {
    const message = {
      ...messages[at % messages.length],
      id: at + 1,
      date_unixtime: String(1_600_000_000 + at * 60),
    };
    const text = { text: [{ type: "plain", text: `Выпуск ${at}. ` }, ...entitiesOf(message)] };
    const line = JSON.stringify({ ...message, ...text, text_entities: text.text }, null, 1);
    if (!out.write(at === 0 ? line : `,\n${line}`)) await once(out, "drain");
  }
  out.end("\n]}\n");
  await finished(out);
}

function entitiesOf(message: object): unknown[] {
  return "text_entities" in message && Array.isArray(message.text_entities) ? message.text_entities : [];
}

/** As the program does: what is searched and what posts say of papers is written with them. */
async function importInto(folder: string, file: string): Promise<void> {
  const { databaseUrl, knownPapers } = parseConfig({ DATABASE_URL: `file:${join(folder, "bench.db")}` });
  const store = await openArchive({ databaseUrl, knownPapers });
  const options = { now: new Date(), fetch: globalThis.fetch, signal: new AbortController().signal };
  const [report] = await importArchives([file], { store, options });
  await store.close();
  if (report?.failure !== null) throw report?.failure ?? new Error("nothing was imported");
}

async function timed(work: () => Promise<void>): Promise<{ seconds: number; peakMb: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, SAMPLE_MS);
  const started = performance.now();
  await work();
  const seconds = (performance.now() - started) / 1000;
  clearInterval(sampler);
  peak = Math.max(peak, process.memoryUsage().rss);
  return { seconds, peakMb: (peak - before) / 2 ** 20 };
}
