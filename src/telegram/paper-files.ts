import { InputFile, InputMediaBuilder } from "grammy";
import { bibliographyOf, bibtexOf } from "../papers/bibtex.ts";
import { citationKey } from "../papers/citation-key.ts";
import type { Paper } from "../papers/paper.ts";
import { csvOf, type PaperRow } from "../papers/paper-csv.ts";
import { type BotContext, place } from "./context.ts";

/** One paper's BibTeX entry as a file. */
export async function sendBibtex(ctx: BotContext, paper: Paper): Promise<void> {
  await ctx.replyWithDocument(asFile(`${citationKey(paper)}.bib`, bibtexOf(paper)), place(ctx));
}

/** All papers as a bibliography and as a table. */
export async function sendExport(ctx: BotContext, rows: readonly PaperRow[]): Promise<void> {
  const bibliography = bibliographyOf(rows.map(({ paper }) => ({ paper, facts: null })));
  const caption = ctx.texts.plain("export-caption", {
    papers: ctx.texts.plain("papers-count", { count: rows.length }),
  });
  const files = [
    InputMediaBuilder.document(asFile("papers.bib", bibliography)),
    InputMediaBuilder.document(asFile("papers.csv", csvOf(rows)), { caption }),
  ];
  await ctx.replyWithMediaGroup(files, place(ctx));
}

function asFile(name: string, text: string): InputFile {
  return new InputFile(Buffer.from(text, "utf8"), name);
}
