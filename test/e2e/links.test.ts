import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { desktopJson, jsonMessage } from "../support/archives.ts";
import { ANNA, aBotWorld, BORIS, type BotWorld, GROUP } from "../support/bot-world.ts";
import { anLlmServer, writes } from "../support/llm-server.ts";
import { aLocalServer } from "../support/local-server.ts";

/** A web server that nobody should come to; how often somebody did. */
async function aTrap(): Promise<{ link: string; hits: () => number }> {
  let hits = 0;
  const { origin } = await aLocalServer((_request, response) => {
    hits += 1;
    response.end("<html><title>Квокка</title></html>");
  });
  return { link: `${origin}/s/quokka_news`, hits: () => hits };
}

/** Where this process connects to from now on, as `127.0.0.1:8080`; a name that is looked up comes first. */
function connections(): ReadonlySet<string> {
  const seen = new Set<string>();
  const watch = (message: unknown) => {
    const { socket } = message as { socket: Socket };
    socket.on("lookup", (_error, _address, _family, host) => seen.add(host));
    socket.on("connectionAttempt", (ip, port) => seen.add(`${ip}:${port}`));
  };
  subscribe("net.client.socket", watch);
  onTestFinished(() => void unsubscribe("net.client.socket", watch));
  return seen;
}

async function settled(world: BotWorld): Promise<void> {
  await expect.poll(() => world.telegram.pendingUpdates()).toBe(0);
  await world.ask(BORIS, "/help");
}

function linksLike(trap: string): string[] {
  return [
    trap,
    "https://arxiv.org/abs/1808.09781",
    "https://doi.org/10.1145/3383313.3412247",
    "https://t.me/s/durov",
  ];
}

test("no link that people, posts or archives bring leads to a request", { timeout: 60_000 }, async () => {
  const trap = await aTrap();
  const world = await aBotWorld({ adminIds: [ANNA] });
  const seen = connections();
  for (const link of linksLike(trap.link)) {
    const entities = [{ type: "text_link", offset: 0, length: 4, url: link }];
    world.telegram.publish(world.channelId, { text: `Квокка ${link}` });
    world.telegram.publish(world.channelId, { text: "Тоже квокка", entities });
    world.telegram.send(BORIS, BORIS, link);
    world.telegram.send(BORIS, BORIS, { text: "Тоже квокка", entities });
    for (const command of ["/paper", "/similar", "/ask", "/search", "/digest", "/alerts", "/start"])
      world.telegram.send(1002, 1002, `${command} ${link}`);
    for (const command of ["/import", "/hide", "/unhide"])
      world.telegram.send(ANNA, ANNA, `${command} ${link}`);
    world.telegram.send(BORIS, GROUP, `@inforetriever_bot ${link}`);
    await world.telegram.inlineQuery(BORIS, link);
  }
  await settled(world);
  const archive = desktopJson([
    jsonMessage(1, {
      text: ["Квокка ", { type: "link", text: trap.link }],
      photo: trap.link,
      file: trap.link,
    }),
    jsonMessage(2, { text: [{ type: "text_link", text: "тут", href: trap.link }] }),
  ]);
  const bytes = Buffer.from(JSON.stringify(archive));
  world.telegram.sendDocument(ANNA, ANNA, { fileName: "result.json", bytes, caption: "@quokka_news" });
  const says = (words: RegExp) => () =>
    world.telegram.messages(ANNA).some(({ text = "" }) => words.test(text));
  await expect.poll(says(/^Готово/), { timeout: 10_000 }).toBe(true);
  const page = Buffer.from(`<html><img src="${trap.link}"><script src="${trap.link}"></script></html>`);
  world.telegram.sendDocument(ANNA, ANNA, { fileName: trap.link, bytes: page });
  await expect.poll(says(/^Не получилось/), { timeout: 10_000 }).toBe(true);
  await settled(world);
  expect(trap.hits()).toBe(0);
  expect([...seen]).toEqual([world.playground.apiRoot.replace("http://", "")]);
});

test("what a language model answers leads nowhere either", async () => {
  const trap = await aTrap();
  const text = `Модель обучали на кликах {клик}, подробнее на ${trap.link} [1](${trap.link}) ![](${trap.link})`;
  const llm = await anLlmServer(writes(text));
  const world = await aBotWorld({ env: { LLM_BASE_URL: llm.baseUrl, LLM_MODEL: "m" } });
  const seen = connections();
  await world.ask(ANNA, `/ask что писали про холодный старт ${trap.link}?`);
  await settled(world);
  expect(llm.requests.length).toBeGreaterThan(0);
  expect(trap.hits()).toBe(0);
  const known = [world.playground.apiRoot, new URL(llm.baseUrl).origin];
  // The line to Telegram may be open from before.
  expect(known.map((root) => root.replace("http://", ""))).toEqual(expect.arrayContaining([...seen]));
});
