import { FormattedString } from "@grammyjs/parse-mode";
import type { PostReader } from "../channel/post-store.ts";
import { answer, ask, type BotContext, isGroup } from "./context.ts";
import { DEFAULT_PAGE_SIZE, latestList, MAX_PAGE_SIZE, queryList } from "./list.ts";
import type { Lists } from "./lists.ts";
import { sendSimilar } from "./similar.ts";
import type { Texts } from "./texts.ts";
import type { Welcome } from "./welcome.ts";

/** A chat command. The menu, /help and the prompts are all made from this table. */
export interface Command {
  readonly name: "start" | "help" | "search" | "latest" | "paper" | "similar";
  /** Commands that need words ask for them when they come without. */
  readonly asksForArgument: boolean;
  /** `argument` is trimmed and, where the command asks for it, never empty. */
  run(ctx: BotContext, argument: string): Promise<void>;
}

export interface CommandDeps {
  readonly lists: Lists;
  readonly welcome: Welcome;
  readonly posts: PostReader;
}

export function createCommands({ lists, welcome, posts }: CommandDeps): readonly Command[] {
  const commands: Command[] = [
    command("search", true, (ctx, query) => lists.send(ctx, queryList("search", query))),
    command("latest", false, (ctx, count) => sendLatest(ctx, count, lists)),
    command("paper", true, (ctx, name) => lists.send(ctx, queryList("paper", name))),
    { name: "similar", asksForArgument: true, run: (ctx, link) => similarOrAsk(ctx, link, { posts, lists }) },
    command("help", false, (ctx) => sendHelp(ctx, commands)),
    command("start", false, (ctx) => welcome.send(ctx)),
  ];
  return commands;
}

function command(name: Command["name"], asksForArgument: boolean, run: Command["run"]): Command {
  return {
    name,
    asksForArgument,
    run: (ctx, argument) => (asksForArgument && argument === "" ? askFor(name, ctx) : run(ctx, argument)),
  };
}

async function similarOrAsk(
  ctx: BotContext,
  link: string,
  deps: Pick<CommandDeps, "posts" | "lists">,
): Promise<void> {
  if (!(await sendSimilar(ctx, link, deps))) await askFor("similar", ctx);
}

function askFor(name: Command["name"], ctx: BotContext): Promise<void> {
  return ask(ctx, ctx.texts.plain(`ask-${name}`), ctx.texts.plain(`placeholder-${name}`));
}

/** The command whose question a message answers, if its text is one of our questions in any language. */
export function commandAskedBy(
  question: string,
  commands: readonly Command[],
  allTexts: readonly Texts[],
): Command | undefined {
  return commands.find(
    ({ name, asksForArgument }) =>
      asksForArgument && allTexts.some((texts) => texts.plain(`ask-${name}`) === question),
  );
}

async function sendLatest(ctx: BotContext, argument: string, lists: Lists): Promise<void> {
  const count = parseCount(argument);
  if (count === null) {
    await answer(ctx, { text: ctx.texts.rich("bad-count", { count: DEFAULT_PAGE_SIZE }) });
  }
  await lists.send(ctx, latestList(count ?? DEFAULT_PAGE_SIZE));
}

/** Posts a page, from `/latest 3` or `/latest 3 posts`; null when the argument begins with no positive number. */
function parseCount(argument: string): number | null {
  if (argument === "") return DEFAULT_PAGE_SIZE;
  const count = Number(/^\d{1,6}(?=\s|$)/.exec(argument)?.[0] ?? 0);
  return count > 0 ? Math.min(count, MAX_PAGE_SIZE) : null;
}

async function sendHelp(ctx: BotContext, commands: readonly Command[]): Promise<void> {
  const lines = commands.map(({ name }) => `/${name} — ${ctx.texts.plain(`command-${name}`)}`);
  const footer = ctx.texts.plain(isGroup(ctx) ? "help-footer-group" : "help-footer");
  const heading = FormattedString.b(ctx.texts.plain("help-heading"));
  const queries = ctx.texts.rich("help-queries");
  await answer(ctx, { text: FormattedString.join([heading, "", ...lines, "", queries, "", footer], "\n") });
}
