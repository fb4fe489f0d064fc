import { existsSync } from "node:fs";
import { Bot, InlineKeyboard } from "grammy";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { defaultWorld, withMoreGroups } from "../../src/playground/world-seed.ts";

const CHROMIUM = "/usr/bin/chromium";
const HOW_TO_INSTALL =
  `There is no ${CHROMIUM}. On Debian: apt-get update && ` +
  "apt-get install -y --no-install-recommends chromium fonts-noto-color-emoji fonts-dejavu";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const CHANNEL = { id: -1_001_000_000_001, title: "Проба пера", username: "probapera" };

/** Why the tests in a browser cannot run here; null when they can. On CI a missing browser is an error. */
function reasonToSkip(): string | null {
  if (existsSync(CHROMIUM)) return null;
  if (process.env.CI === "true") throw new Error(HOW_TO_INSTALL);
  console.warn(`Skipped: ${HOW_TO_INSTALL}`);
  return HOW_TO_INSTALL;
}

/** One browser for the tests of a file and a new stage for each; without a browser they are skipped. */
export function setStage(use: (stage: Stage, browser: Browser) => void): void {
  const skipReason = reasonToSkip();
  let browser: Browser | undefined;
  let stage: Stage | undefined;
  beforeAll(async () => {
    if (skipReason === null) browser = await openBrowser();
  });
  beforeEach(async ({ skip }) => {
    if (browser === undefined) return skip(skipReason ?? "There is no browser");
    stage = await openStage(browser);
    use(stage, browser);
  });
  afterEach(async () => {
    await stage?.close();
  });
  afterAll(async () => {
    await browser?.close();
  });
}

/** A browser with a user data directory of its own, which goes away with it. */
function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}

export interface Stage {
  readonly playground: Playground;
  readonly bot: Bot;
  /** A new window on the chat page. Everything that went wrong in it is in `problems`. */
  open(options?: BrowserContextOptions & { dialog?: string }): Promise<Page>;
  readonly problems: string[];
  /** Ends the bot and the playground while the windows stay open; twice is fine. */
  stop(): Promise<void>;
  /** Everything; twice is fine. */
  close(): Promise<void>;
}

/** A playground with a channel of `posts` posts, a bot that answers in it, and a browser to look with. */
export async function openStage(browser: Browser, { posts = 3, port = 0 } = {}): Promise<Stage> {
  const world = withMoreGroups(defaultWorld({ channel: { ...CHANNEL, history: channelHistory(posts) } }));
  const playground = await startPlayground({ host: "127.0.0.1", port, world });
  const bot = await startBot(playground);
  const problems: string[] = [];
  const closings: (() => Promise<void>)[] = [];
  const stop = async () => {
    await bot.stop();
    await playground.close();
  };
  return {
    stop,
    playground,
    bot,
    problems,
    async open({ dialog, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
      closings.push(() => context.close());
      const page = await context.newPage();
      collectProblems(page, playground.url, problems);
      await page.goto(dialog === undefined ? playground.url : `${playground.url}/#${dialog}`);
      return page;
    },
    async close() {
      for (const close of closings) await close();
      await stop();
    },
  };
}

function channelHistory(posts: number) {
  return Array.from({ length: posts }, (_, index) => ({
    message_id: index + 1,
    date: Date.UTC(2024, 0, 1 + index, 12) / 1000,
    text: `Пост номер ${index + 1}`,
  }));
}

/** Script errors, refused resources and every request that leaves the playground. */
function collectProblems(page: Page, origin: string, problems: string[]): void {
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) problems.push(`asked for ${request.url()}`);
  });
}

/** Answers the way a bot does: buttons, edits, both kinds of callback answers, a forced reply, formatting. */
async function startBot({ token, apiRoot }: Playground): Promise<Bot> {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.command("start", (ctx) => ctx.reply("Вот кнопки", { reply_markup: keyboard() }));
  bot.command("ask", (ctx) =>
    ctx.reply("О чём искать?", {
      reply_markup: { force_reply: true, input_field_placeholder: "Слова из поста" },
    }),
  );
  bot.command("post", (ctx) => ctx.reply(`https://t.me/${CHANNEL.username}/2`));
  bot.callbackQuery("next", async (ctx) => {
    await ctx.editMessageText("Вторая страница", { reply_markup: keyboard() });
    await ctx.answerCallbackQuery("Перелистнули");
  });
  bot.callbackQuery("alert", (ctx) => ctx.answerCallbackQuery({ text: "Это важно", show_alert: true }));
  bot.on("stopped_message_generation", ({ api, chat, stoppedMessageGeneration: { draft_id } }) =>
    api.sendMessage(chat.id, `Остановлено: ${draft_id}`),
  );
  bot.inlineQuery(/^ничего/, (ctx) => ctx.answerInlineQuery([]));
  bot.on("inline_query", (ctx) => ctx.answerInlineQuery(...results(ctx.inlineQuery)));
  bot.on("guest_message", (ctx) => ctx.answerGuestQuery(article("guest", "Гость здесь")));
  bot.on("message:document", (ctx) => ctx.reply(`Файл ${ctx.message.document.file_name}`));
  bot.on("message:forward_origin", (ctx) => ctx.reply(`Переслано: ${ctx.message.forward_origin.type}`));
  bot.on("message:text", (ctx) => ctx.reply(...echo(ctx.message.text)));
  await bot.api.setMyCommands([
    { command: "start", description: "начать сначала" },
    { command: "ask", description: "спросить" },
    { command: "post", description: "ссылка на пост" },
  ]);
  await new Promise<void>((resolve) => {
    void bot.start({ onStart: () => resolve() });
  });
  return bot;
}

/** Twenty results a page, without end. */
function results({ query, offset }: { query: string; offset: string }) {
  const first = Number(offset);
  const page = Array.from({ length: 20 }, (_, index) =>
    article(String(first + index), `${query} ${first + index}`),
  );
  const button = { text: "Открыть бота", start_parameter: "inline" };
  return [page, { next_offset: String(first + 20), button }] as const;
}

function article(id: string, title: string) {
  return {
    type: "article" as const,
    id,
    title,
    description: `описание ${id}`,
    input_message_content: { message_text: title },
    reply_markup: keyboard(),
  };
}

function keyboard() {
  return new InlineKeyboard().text("Дальше", "next").text("Важное", "alert").row().copyText("Копия", "42");
}

function echo(text: string) {
  const entities = [{ type: "bold" as const, offset: 0, length: text.length }];
  return [text, { entities }] as const;
}
