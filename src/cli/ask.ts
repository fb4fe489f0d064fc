import type { Command } from "commander";
import type { Cli } from "./cli.ts";
import type { OpenToAsk } from "./run-ask.ts";

/** `ask`: a question answered with sentences of posts, as in chat. */
export function addAsk(program: Command, cli: Cli, open: OpenToAsk): void {
  program
    .command("ask")
    .description("answer a question with sentences of posts")
    .argument("<question...>", "in your own words")
    .option(
      "--json",
      "print {question, answered, answer, citations: [{channel, messageId, date, url, quote}], closest: [{channel, messageId, date, title, url}]}",
    )
    .option("--no-model", "quotes only, though LLM_BASE_URL names a language model")
    .action(async (words: string[], options: { json?: boolean; model: boolean }) => {
      const { runAsk } = await import("./run-ask.ts");
      await runAsk(words.join(" "), options, { cli, open });
    });
}
