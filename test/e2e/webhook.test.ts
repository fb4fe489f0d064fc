import { expect, test } from "vitest";
import { ANNA, aBotWorld, type BotWorld } from "../support/bot-world.ts";
import { freePort } from "../support/free-port.ts";

const SECRET = "a-secret-of-sixteen-or-more";

async function aWebhookWorld(isStarted = true): Promise<BotWorld & { readonly address: string }> {
  const address = `http://127.0.0.1:${await freePort()}`;
  const env = { HTTP_PORT: new URL(address).port, WEBHOOK_URL: address, WEBHOOK_SECRET: SECRET };
  return Object.assign(await aBotWorld({ env, isStarted }), { address });
}

test("with a webhook questions are answered and posts are kept, and nothing is polled", async () => {
  const world = await aWebhookWorld();
  expect((await world.ask(ANNA, "холодный старт")).text).toContain("по запросу холодный старт");
  world.telegram.publish(world.channelId, "Квокка приходит по вебхуку");
  await world.waitForLog(/channel post/);
  expect((await world.ask(ANNA, "/latest 1")).text).toContain("Квокка");
  expect(world.telegram.isPolled).toBe(false);
});

test("the path of the webhook cannot be guessed, and neither it nor the secret is logged", async () => {
  const world = await aWebhookWorld();
  const { url = "" } = await webhookInfo(world);
  expect(url).toMatch(new RegExp(`^${world.address}/telegram/[\\w-]{43}$`));
  expect(world.log()).not.toContain(SECRET);
  expect(world.log()).not.toContain(new URL(url).pathname);
});

test("what comes while the bot is down is brought after the next start", async () => {
  const world = await aWebhookWorld();
  await world.stopBot();
  world.telegram.send(ANNA, ANNA, "холодный старт");
  await world.startBot();
  expect((await world.telegram.waitForMessage(ANNA)).text).toContain("по запросу холодный старт");
});

test("a repeated update is answered once", async () => {
  const world = await aWebhookWorld();
  const { url = "" } = await webhookInfo(world);
  const { message_id } = await world.ask(ANNA, "/help");
  const update = JSON.stringify({
    update_id: 900_001,
    message: {
      message_id,
      date: 1_760_000_000,
      chat: { id: ANNA, type: "private", first_name: "Анна" },
      from: { id: ANNA, is_bot: false, first_name: "Анна", language_code: "ru" },
      text: "холодный старт",
    },
  });
  const post = () =>
    fetch(url, { method: "POST", body: update, headers: { "X-Telegram-Bot-Api-Secret-Token": SECRET } });
  const answers = await Promise.all([post(), post(), post()]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  await expect.poll(() => sentTo(world)).toBe(2);
  expect((await post()).status).toBe(200);
  await world.ask(ANNA, "/help");
  expect(sentTo(world)).toBe(3);
});

test("an update whose handler fails is answered with 200 and not brought again", async () => {
  const world = await aWebhookWorld();
  world.telegram.failNext("sendMessage", { status: 400 });
  expect((await world.ask(ANNA, "холодный старт")).text).toMatch(/код \S+/);
  expect(world.telegram.pendingUpdates()).toBe(0);
});

test("polling takes over from a webhook of an earlier set-up", async () => {
  const world = await aBotWorld({ isStarted: false });
  const { apiRoot, token } = world.playground;
  await fetch(`${apiRoot}/bot${token}/setWebhook?url=${encodeURIComponent("https://example.org/left-over")}`);
  await world.startBot();
  expect((await world.ask(ANNA, "холодный старт")).text).toContain("по запросу");
});

async function webhookInfo({ playground }: BotWorld): Promise<{ readonly url?: string }> {
  const response = await fetch(`${playground.apiRoot}/bot${playground.token}/getWebhookInfo`);
  const { result } = (await response.json()) as { result: { url: string } };
  return result;
}

function sentTo({ telegram }: BotWorld): number {
  return telegram.messages(ANNA).filter((message) => message.from?.is_bot).length;
}
