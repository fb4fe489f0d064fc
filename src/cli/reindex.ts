import { Argument, type Command } from "commander";
import type { SqliteStore } from "../store/open.ts";
import type { Cli } from "./cli.ts";

const POSTS_AT_ONCE = 200;
const REPORT_EVERY_POSTS = 10_000;

interface Reading {
  /** Makes all posts wait. */
  readonly start: (store: SqliteStore) => Promise<void>;
  /** Works on at most so many of them; returns how many, 0 when none waits. */
  readonly slice: (store: SqliteStore, limit: number) => Promise<number>;
  readonly done: string;
  readonly later: string;
}

const READINGS = {
  index: {
    start: (store) => store.startIndexAnew(),
    slice: (store, limit) => store.indexWaiting(limit),
    done: "posts indexed",
    later: "the bot indexes the others when it starts",
  },
  papers: {
    start: (store) => store.readPapersAnew(),
    slice: (store, limit) => store.readWaitingForPapers(limit),
    done: "posts read for papers",
    later: "the bot reads the others when it starts",
  },
} satisfies Record<string, Reading>;

type What = keyof typeof READINGS;

/** `reindex`: reads all posts anew into what is searched; a running bot goes on answering from what is done. */
export function addReindex(program: Command, cli: Cli, open: () => Promise<SqliteStore>): void {
  const what = new Argument("[what]", "what is searched, or what posts say of papers");
  program
    .command("reindex")
    .description("make the search index, or the notes on papers, anew; posts stay as they are")
    .addArgument(what.choices(Object.keys(READINGS)).default("index"))
    .action(async (name: What) => {
      const reading: Reading = READINGS[name];
      const store = await open();
      try {
        await reading.start(store);
        const posts = await readAll(store, reading, cli);
        cli.stderr.write(
          cli.signal.aborted
            ? `stopped after ${posts} posts; ${reading.later}\n`
            : `${posts} ${reading.done}\n`,
        );
      } finally {
        await store.close();
      }
    });
}

async function readAll(store: SqliteStore, { slice }: Reading, { stderr, signal }: Cli): Promise<number> {
  let read = 0;
  for (let count = 1; count > 0 && !signal.aborted; read += count) {
    count = await slice(store, POSTS_AT_ONCE);
    if (read > 0 && read % REPORT_EVERY_POSTS === 0) stderr.write(`${read} posts…\n`);
  }
  return read;
}
