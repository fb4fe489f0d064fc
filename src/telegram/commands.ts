import { FormattedString } from "@grammyjs/parse-mode";
import type { PostReader } from "../channel/post-store.ts";
import { answerTo } from "./answer-list.ts";
import { askFor, type Question } from "./asked-questions.ts";
import { answer, type BotContext, isGroup } from "./context.ts";
import type { SubscriptionScreens } from "./digests/subscription-screens.ts";
import type { RepliedAnswer } from "./follow-ups.ts";
import { LATEST, MAX_PAGE_SIZE, queryList } from "./list.ts";
import type { Lists } from "./lists.ts";
import type { Papers } from "./papers.ts";
import type { Privacy } from "./privacy.ts";
import { listStyle } from "./settings.ts";
import type { SettingsScreen } from "./settings-screen.ts";
import { sendSimilar } from "./similar.ts";
import type { Welcome } from "./welcome.ts";

export type CommandName =
  | "start"
  | "help"
  | "search"
  | "ask"
  | "latest"
  | "paper"
  | "papers"
  | "similar"
  | "digest"
  | "alerts"
  | "settings"
  | "privacy"
  | "forget"
  | "hide"
  | "unhide"
  | "status"
  | "import";

/** A chat command. The menu, /help and the prompts are all made from this table. */
export interface Command {
  readonly name: CommandName;
  /** Commands that need words ask for them when they come without. */
  readonly asksForArgument: boolean;
  /** For whom the command exists; absent = for everybody. */
  readonly isFor?: (ctx: BotContext) => boolean;
  /** `argument` is trimmed and, where the command asks for it, never empty. */
  run(ctx: BotContext, argument: string): Promise<void>;
}

export interface CommandDeps {
  readonly lists: Lists;
  readonly welcome: Welcome;
  readonly papers: Papers;
  readonly posts: PostReader;
  readonly settings: SettingsScreen;
  readonly privacy: Privacy;
  readonly repliedAnswer: RepliedAnswer;
  readonly subscriptions: Pick<SubscriptionScreens, "digest" | "alerts">;
  /** Opens what a deep link names; false where it names nothing. */
  readonly openStart: (ctx: BotContext, code: string) => Promise<boolean>;
  /** Comes before the welcome. */
  readonly onStart: (ctx: BotContext) => Promise<void>;
  /** Administrators' commands. */
  readonly ofAdmins: readonly Command[];
}

export function createCommands(deps: CommandDeps): readonly Command[] {
  const { lists, papers, posts, settings, privacy } = deps;
  const commands: Command[] = [
    command("search", true, (ctx, query) => lists.send(ctx, queryList("search", query))),
    command("ask", true, async (ctx, question) =>
      lists.send(ctx, answerTo(question, await deps.repliedAnswer(ctx))),
    ),
    command("latest", false, (ctx, count) => sendLatest(ctx, count, lists)),
    command("paper", true, (ctx, name) => lists.send(ctx, queryList("paper", name))),
    command("papers", false, (ctx, argument) => papers.send(ctx, argument)),
    { name: "similar", asksForArgument: true, run: (ctx, link) => similarOrAsk(ctx, link, { posts, lists }) },
    command("digest", false, (ctx, query) => deps.subscriptions.digest(ctx, query)),
    command("alerts", false, (ctx, query) => deps.subscriptions.alerts(ctx, query)),
    command("settings", false, (ctx) => settings.send(ctx)),
    command("help", false, (ctx) => sendHelp(ctx, commands)),
    command("privacy", false, (ctx) => privacy.tell(ctx)),
    command("forget", false, (ctx) => privacy.ask(ctx)),
    command("start", false, (ctx, code) => start(ctx, code, deps)),
    ...deps.ofAdmins,
  ];
  return commands;
}

function command(name: CommandName, asksForArgument: boolean, run: Command["run"]): Command {
  return {
    name,
    asksForArgument,
    run: (ctx, argument) => (asksForArgument && argument === "" ? askFor(name, ctx) : run(ctx, argument)),
  };
}

/** A link that opens nothing any more is still a hello. */
async function start(
  ctx: BotContext,
  code: string,
  { openStart, onStart, welcome }: CommandDeps,
): Promise<void> {
  await onStart(ctx);
  const isLink = code !== "" && !isGroup(ctx);
  if (isLink && (await openStart(ctx, code))) return;
  if (isLink) await answer(ctx, { text: ctx.texts.rich("start-unknown") });
  await welcome.send(ctx);
}

async function similarOrAsk(
  ctx: BotContext,
  link: string,
  deps: Pick<CommandDeps, "posts" | "lists">,
): Promise<void> {
  if (!(await sendSimilar(ctx, link, deps))) await askFor("similar", ctx);
}

/** What commands ask for that come without their words. */
export function questionsOf(commands: readonly Command[]): Question[] {
  return commands
    .filter(({ asksForArgument }) => asksForArgument)
    .map(({ name, run }) => ({ key: name, answer: run }));
}

async function sendLatest(ctx: BotContext, argument: string, lists: Lists): Promise<void> {
  if (argument === "") return lists.send(ctx, LATEST);
  const count = parseCount(argument);
  const { pageSize } = listStyle(ctx.settings, isGroup(ctx));
  if (count === null) await answer(ctx, { text: ctx.texts.rich("bad-count", { count: pageSize }) });
  await lists.send(ctx, { ...LATEST, pageSize: count ?? pageSize });
}

/** Posts a page, from `/latest 3` or `/latest 3 posts`; null when the argument begins with no positive number. */
function parseCount(argument: string): number | null {
  const count = Number(/^\d{1,6}(?=\s|$)/.exec(argument)?.[0] ?? 0);
  return count > 0 ? Math.min(count, MAX_PAGE_SIZE) : null;
}

async function sendHelp(ctx: BotContext, commands: readonly Command[]): Promise<void> {
  const line = ({ name }: Command) => `/${name} — ${ctx.texts.plain(`command-${name}`)}`;
  const lines = commands.filter(({ isFor }) => isFor === undefined).map(line);
  // In a group nobody else should read of them.
  const own = commands.filter(({ isFor }) => isFor !== undefined && !isGroup(ctx) && isFor(ctx)).map(line);
  if (own.length > 0) lines.push("", ctx.texts.plain("help-admin"), ...own);
  const footer = isGroup(ctx)
    ? [ctx.texts.plain("help-footer-group")]
    : [ctx.texts.plain("help-more", { bot: ctx.me.username }), "", ctx.texts.plain("help-footer")];
  const heading = FormattedString.b(ctx.texts.plain("help-heading"));
  const queries = ctx.texts.rich("help-queries");
  await answer(ctx, {
    text: FormattedString.join([heading, "", ...lines, "", queries, "", ...footer], "\n"),
  });
}
