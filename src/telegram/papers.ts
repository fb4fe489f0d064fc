import { InlineKeyboard } from "grammy";
import type { Logger } from "pino";
import type { PaperFinder } from "../papers/paper-finder.ts";
import type { ButtonAction } from "./button-data.ts";
import { answer, type BotContext, isGroup } from "./context.ts";
import { type DeepLinkDeps, deepLinks } from "./deep-links.ts";
import { type List, queryList } from "./list.ts";
import type { Lists } from "./lists.ts";
import { sendBibtex, sendExport } from "./paper-files.ts";
import { paperMarked, papersLike, papersList } from "./papers-list.ts";
import { showUploading } from "./typing.ts";

/** Papers that the channel discussed, in chat. */
export interface Papers {
  /** Does what /papers asks for: a list, or files. */
  send(ctx: BotContext, argument: string): Promise<void>;
  /** Files with all papers; in a group, where to get them. */
  export(ctx: BotContext): Promise<void>;
  /** Does what a button under a paper or a list of papers asks for. */
  press(ctx: BotContext, action: PaperAction, list: List): Promise<void>;
}

type PaperAction = Extract<ButtonAction, { kind: "listed-paper" | "bibtex" | "alike" }>;

export interface PapersDeps extends DeepLinkDeps {
  readonly papers: PaperFinder;
  readonly lists: Lists;
  readonly log: Logger;
}

// "/papers export", in Russian, too.
const EXPORT = /^(?:export|экспорт)$/i;

export function createPapers(deps: PapersDeps): Papers {
  const exported: Papers["export"] = (ctx) => exportPapers(ctx, deps);
  return {
    export: exported,
    send: (ctx, argument) =>
      EXPORT.test(argument) ? exported(ctx) : deps.lists.send(ctx, papersList(argument)),
    press: (ctx, action, list) => press(ctx, { action, list }, deps),
  };
}

async function exportPapers(ctx: BotContext, deps: PapersDeps): Promise<void> {
  const { texts } = ctx;
  if (isGroup(ctx)) {
    const url = deepLinks(ctx.me.username, deps).toExport();
    const keyboard = new InlineKeyboard().url(texts.plain("button-continue"), url).primary();
    return answer(ctx, { text: texts.rich("export-in-private"), keyboard });
  }
  await showUploading(ctx, deps.log);
  const rows = await deps.papers.exportPapers();
  if (rows.length === 0) return answer(ctx, { text: texts.rich("no-papers") });
  await sendExport(ctx, rows);
}

async function press(
  ctx: BotContext,
  { action, list }: { action: PaperAction; list: List },
  { papers, lists }: PapersDeps,
): Promise<void> {
  const paper =
    action.kind === "listed-paper"
      ? await paperMarked(list, action, papers)
      : (await papers.findPaper({ name: list.query, offset: 0, limit: 1 })).paper;
  if (paper === null) return answer(ctx, { text: ctx.texts.rich("paper-gone") });
  switch (action.kind) {
    case "listed-paper":
      return lists.send(ctx, queryList("paper", paper.key));
    case "alike":
      return lists.send(ctx, papersLike(paper));
    case "bibtex":
      return sendBibtex(ctx, paper);
    default:
      return action satisfies never;
  }
}
