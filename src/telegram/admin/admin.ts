import type { MiddlewareFn } from "grammy";
import type { Logger } from "pino";
import type { PostStore } from "../../channel/post-store.ts";
import type { PaperFinder } from "../../papers/paper-finder.ts";
import type { PaperHider } from "../../papers/paper-store.ts";
import type { Command } from "../commands.ts";
import { type BotContext, isGroup } from "../context.ts";
import type { Lists } from "../lists.ts";
import { administrators, type IsAdmin, isInOwnWords } from "./administrators.ts";
import { createFileImports, type FileImportDeps } from "./file-import.ts";
import { createHiding } from "./hiding.ts";
import { createPaperHiding, type PaperHiding } from "./paper-hiding.ts";
import { createStatus, type StatusDeps } from "./status.ts";

export interface AdminDeps extends StatusDeps, Omit<FileImportDeps, "lists" | "isAdmin"> {
  /** People by their Telegram ids. */
  readonly adminIds: readonly number[];
  readonly posts: PostStore;
  readonly papers: PaperFinder;
  readonly paperHider: PaperHider;
  readonly now: () => Date;
  readonly log: Logger;
}

/** What only administrators can do. For everybody else none of it exists. */
export interface Admin {
  readonly commands: readonly Command[];
  /** Takes administrators' buttons and files, and passes everything else on. */
  readonly middleware: MiddlewareFn<BotContext>;
  /** For buttons under papers. */
  readonly paperHiding: PaperHiding;
}

export function createAdmin(deps: AdminDeps & { readonly lists: Lists }): Admin {
  const isAdmin = administrators(deps.adminIds);
  const isAsked: IsAdmin = (ctx) => isAdmin(ctx) && isInOwnWords(ctx);
  const paperHiding = createPaperHiding({ ...deps, isAdmin });
  const hiding = createHiding({ ...deps, isAdmin, paperHiding });
  const imports = createFileImports({ ...deps, isAdmin });
  const command = (name: Command["name"], run: Command["run"]): Command => ({
    name,
    asksForArgument: false,
    isFor: isAsked,
    run,
  });
  const inPrivate = (name: Command["name"], run: Command["run"]): Command => ({
    ...command(name, run),
    isFor: (ctx) => !isGroup(ctx) && isAsked(ctx),
  });
  return {
    commands: [
      inPrivate("status", createStatus(deps)),
      command("hide", (ctx, link) => hiding.byLink(ctx, "hide", link)),
      command("unhide", (ctx, link) => hiding.byLink(ctx, "unhide", link)),
      inPrivate("import", (ctx) => imports.explain(ctx)),
    ],
    paperHiding,
    middleware: async (ctx, next) => {
      const isTaken = (await hiding.press(ctx)) || (await imports.take(ctx));
      if (!isTaken) await next();
    },
  };
}
