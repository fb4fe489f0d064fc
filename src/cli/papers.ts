import type { Command } from "commander";
import type { Cli } from "./cli.ts";
import { limitUpTo } from "./limit.ts";
import type { OpenPapers } from "./run-paper.ts";
import type { PapersOptions } from "./run-papers.ts";
import type { OpenPapers as OpenToEnrich } from "./run-papers-enrich.ts";

interface Opens {
  readonly look: OpenPapers;
  readonly toEnrich: OpenToEnrich;
}

/** `papers`: what posts speak of, and what arXiv says of it. */
export function addPapers(program: Command, cli: Cli, { look, toEnrich }: Opens): void {
  const papers = program
    .command("papers")
    .description("list the papers that posts name")
    .argument("[query...]", "words of titles, a year (2024) or a month (2024-10)")
    .option(
      "--json",
      "print {query, total, papers: [{title, arxivId, doi, year, authors, aliases, links, posts, first, last}]}",
    )
    .option("--newest", "those named last come first, not those named most")
    .option("--limit <n>", "at most this many papers, 1–10000", limitUpTo(10_000), 50)
    .action(async (words: string[], options: PapersOptions) => {
      const { runPapers } = await import("./run-papers.ts");
      await runPapers(words.join(" "), options, { cli, open: look });
    });
  papers
    .command("enrich")
    .description("ask arXiv about the papers that posts name: titles, authors, abstracts, categories")
    .action(async () => {
      const { runPapersEnrich } = await import("./run-papers-enrich.ts");
      await runPapersEnrich({ cli, open: toEnrich });
    });
}
