import type { Command } from "commander";
import type { SqliteStore } from "../store/open.ts";
import type { Cli } from "./cli.ts";

const POSTS_AT_ONCE = 200;
const REPORT_EVERY_POSTS = 10_000;

/** `reindex`: reads all posts anew into what is searched; a running bot goes on answering from what is done. */
export function addReindex(program: Command, cli: Cli, open: () => Promise<SqliteStore>): void {
  program
    .command("reindex")
    .description("make the search index anew; posts stay as they are")
    .action(async () => {
      const store = await open();
      try {
        await store.startIndexAnew();
        const posts = await indexAll(store, cli);
        cli.stderr.write(cli.signal.aborted ? stoppedAt(posts) : `${posts} posts indexed\n`);
      } finally {
        await store.close();
      }
    });
}

async function indexAll(store: SqliteStore, { stderr, signal }: Cli): Promise<number> {
  let indexed = 0;
  for (let count = 1; count > 0 && !signal.aborted; indexed += count) {
    count = await store.indexWaiting(POSTS_AT_ONCE);
    if (indexed > 0 && indexed % REPORT_EVERY_POSTS === 0) stderr.write(`${indexed} posts…\n`);
  }
  return indexed;
}

function stoppedAt(posts: number): string {
  return `stopped after ${posts} posts; the bot indexes the others when it starts\n`;
}
