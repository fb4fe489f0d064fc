import type { MiddlewareFn } from "grammy";
import type { Logger } from "pino";
import type { PostStore } from "../../channel/post-store.ts";
import type { Command } from "../commands.ts";
import { type BotContext, isGroup } from "../context.ts";
import { administrators } from "./administrators.ts";
import { createHiding } from "./hiding.ts";
import { createStatus, type StatusDeps } from "./status.ts";

export interface AdminDeps extends StatusDeps {
  /** People by their Telegram ids. */
  readonly adminIds: readonly number[];
  readonly posts: PostStore;
  readonly now: () => Date;
  readonly log: Logger;
}

/** What only administrators can do. For everybody else none of it exists. */
export interface Admin {
  readonly commands: readonly Command[];
  /** Takes administrators' buttons, and passes everything else on. */
  readonly middleware: MiddlewareFn<BotContext>;
}

export function createAdmin(deps: AdminDeps): Admin {
  const isAdmin = administrators(deps.adminIds);
  const hiding = createHiding({ ...deps, isAdmin });
  const command = (name: Command["name"], run: Command["run"]): Command => ({
    name,
    asksForArgument: false,
    isFor: isAdmin,
    run,
  });
  const inPrivate = (name: Command["name"], run: Command["run"]): Command => ({
    ...command(name, run),
    isFor: (ctx) => !isGroup(ctx) && isAdmin(ctx),
  });
  return {
    commands: [
      inPrivate("status", createStatus(deps)),
      command("hide", (ctx, link) => hiding.byLink(ctx, "hide", link)),
      command("unhide", (ctx, link) => hiding.byLink(ctx, "unhide", link)),
    ],
    middleware: async (ctx, next) => {
      if (!(await hiding.press(ctx))) await next();
    },
  };
}
