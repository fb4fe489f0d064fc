import type { Command } from "commander";
import type { Cli } from "./cli.ts";
import type { OpenPapers } from "./run-paper.ts";

/** `paper`: where posts speak of a paper, as in chat. */
export function addPaper(program: Command, cli: Cli, open: OpenPapers): void {
  program
    .command("paper")
    .description("find what posts say of a paper")
    .argument("<text...>", "title, part of it, short name, arXiv id or link")
    .option(
      "--json",
      "print {query, paper: {title, arxivId, year, aliases, links}, mentions: […], alternatives: […]}",
    )
    .option("--bibtex", "print its BibTeX entry")
    .action(async (words: string[], options: { json?: boolean; bibtex?: boolean }) => {
      const { runPaper } = await import("./run-paper.ts");
      await runPaper(words.join(" "), options, { cli, open });
    });
}
