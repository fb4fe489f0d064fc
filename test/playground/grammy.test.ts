import { Bot, GrammyError, HttpError, InlineKeyboard, InputFile } from "grammy";
import { expect, onTestFinished, test, vi } from "vitest";
import { ANNA, CHANNEL, GROUP, openStage, type Stage } from "./stage.ts";

/** A bot as people write them, connected over HTTP. */
async function startBot(stage: Stage): Promise<Bot> {
  const { token, apiRoot } = stage.playground;
  const bot = new Bot(token, { client: { apiRoot } });
  const next = new InlineKeyboard().text("Дальше", "next");
  bot.command("start", (ctx) => ctx.reply(`Привет, ${ctx.from?.first_name}`, { reply_markup: next }));
  bot.callbackQuery("next", async (ctx) => {
    await ctx.answerCallbackQuery("Листаю");
    await ctx.editMessageText("Страница 2", { reply_markup: next });
  });
  bot.on("channel_post:text", (ctx) => ctx.api.sendMessage(ANNA, `Новый пост: ${ctx.channelPost.text}`));
  bot.on("inline_query", (ctx) => ctx.answerInlineQuery([]));
  bot.on("message:text", (ctx) =>
    ctx.reply(ctx.message.text, { reply_parameters: { message_id: ctx.msgId } }),
  );
  void bot.start();
  onTestFinished(() => bot.stop());
  await vi.waitUntil(() => stage.telegram.isPolled);
  return bot;
}

test("a grammY bot answers commands, buttons, posts, inline queries and replies in a group", async () => {
  const stage = await openStage();
  await startBot(stage);
  const { telegram } = stage;
  telegram.send(ANNA, ANNA, "/start");
  const page = await telegram.waitForMessage(ANNA);
  expect(page.text).toBe("Привет, Анна");
  expect(await telegram.press(ANNA, ANNA, page.message_id, "Дальше")).toEqual({ text: "Листаю" });
  expect(await telegram.waitForMessage(ANNA)).toMatchObject({
    message_id: page.message_id,
    text: "Страница 2",
  });
  telegram.publish(CHANNEL, "про HSTU");
  expect(await telegram.waitForMessage(ANNA)).toMatchObject({ text: "Новый пост: про HSTU" });
  expect(await telegram.inlineQuery(ANNA, "hstu")).toMatchObject({ results: [] });
  const question = telegram.send(ANNA, GROUP, "@inforetriever_bot что нового?");
  expect(await telegram.waitForMessage(GROUP)).toMatchObject({
    reply_to_message: { message_id: question.message_id },
  });
});

test("grammY confirms what it has handled, and hangs up at the end", async () => {
  const stage = await openStage();
  const bot = await startBot(stage);
  stage.telegram.send(ANNA, ANNA, "/start");
  await stage.telegram.waitForMessage(ANNA);
  await bot.stop();
  expect(stage.telegram.pendingUpdates()).toBe(0);
});

test("grammY sees refusals as such, with their parameters, and lost connections as its own errors", async () => {
  const { playground, telegram } = await openStage();
  const { api } = new Bot(playground.token, { client: { apiRoot: playground.apiRoot } });
  const id = telegram.migrateToSupergroup(GROUP);
  const moved = await api.sendMessage(GROUP, "раз").catch((error: unknown) => error);
  expect(moved).toBeInstanceOf(GrammyError);
  expect(moved).toMatchObject({ error_code: 400, parameters: { migrate_to_chat_id: id } });
  telegram.failNext("sendMessage", { drop: "after effect" });
  expect(await api.sendMessage(ANNA, "раз").catch((error: unknown) => error)).toBeInstanceOf(HttpError);
  expect(telegram.messages(ANNA)).toHaveLength(1);
});

test("grammY uploads files", async () => {
  const { playground } = await openStage();
  const { api } = new Bot(playground.token, { client: { apiRoot: playground.apiRoot } });
  const file = new InputFile(new TextEncoder().encode("PDF"), "статья.pdf");
  const { document } = await api.sendDocument(ANNA, file, { caption: "Статья" });
  expect(document).toMatchObject({ file_name: "статья.pdf", file_size: 3 });
  const photos = [1, 2].map((n) => ({
    type: "photo" as const,
    media: new InputFile(new Uint8Array([n]), `${n}.png`),
  }));
  expect(await api.sendMediaGroup(ANNA, photos)).toHaveLength(2);
});

test("two grammY bots with one token: the first ends with 409", async () => {
  const stage = await openStage();
  const { token, apiRoot } = stage.playground;
  const first = new Bot(token, { client: { apiRoot } });
  const ended = first.start().catch((error: unknown) => error);
  await vi.waitUntil(() => stage.telegram.isPolled);
  await startBot(stage);
  expect(await ended).toMatchObject({ error_code: 409 });
});
