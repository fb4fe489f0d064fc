import { autoRetry } from "@grammyjs/auto-retry";
import { run, sequentialize } from "@grammyjs/runner";
import { Bot } from "grammy";

/** What people would write instead, in a process of its own: answers everybody with the same words. */
async function main([kind = "", apiRoot = "", token = ""]: readonly string[]): Promise<void> {
  const bot = new Bot(token, { client: { apiRoot } });
  bot.api.config.use(autoRetry());
  if (kind === "runner") bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
  bot.on("message", (ctx) => ctx.reply("Here you are"));
  if (kind === "runner") run(bot);
  else await bot.start();
}

await main(process.argv.slice(2));
