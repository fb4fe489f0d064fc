import type { Command } from "commander";
import type { Cli } from "./cli.ts";
import { limitUpTo } from "./limit.ts";
import type { OpenPosts, SearchOptions } from "./run-search.ts";

/** `search`: the same search as in chat, for a person at a terminal or a script. */
export function addSearch(program: Command, cli: Cli, open: OpenPosts): void {
  program
    .command("search")
    .description("find posts")
    .argument("[query...]", "what to look for")
    .option("--json", "print {query, total, hits: [{channel, messageId, date, title, url, snippet, score}]}")
    .option("--stdin", "read one query a line and print one JSON object a line")
    .option("--limit <n>", "at most this many hits, 1–1000", limitUpTo(1000), 10)
    .option("--explain", "say why each hit stands where it does")
    .option("--channel <name>", "only this channel: username, id or title")
    .action(async (words: string[], options: SearchOptions) => {
      const { runSearch } = await import("./run-search.ts");
      await runSearch(words.join(" "), options, { cli, open });
    });
}
