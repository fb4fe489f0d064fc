import { Api } from "grammy";
import { expect, onTestFinished, test } from "vitest";
import type { Fault } from "../../src/playground/faults.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import { defaultWorld } from "../../src/playground/world-seed.ts";
import { countRequests } from "../../src/telegram/request-counting.ts";

const ANNA = 1001;

async function aCountedApi(apiRoot?: string) {
  const seed = defaultWorld();
  const users = seed.users.map((user) => ({ ...user, hasStarted: true }));
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world: { ...seed, users } });
  onTestFinished(() => playground.close());
  const seen: string[] = [];
  const api = new Api(playground.token, { apiRoot: apiRoot ?? playground.apiRoot });
  api.config.use(
    countRequests({
      requested: (kind, outcome, seconds) => {
        expect(seconds).toBeGreaterThanOrEqual(0);
        seen.push(`${kind} ${outcome}`);
      },
    }),
  );
  return { api, seen, telegram: playground.telegram };
}

test.each<[outcome: string, fault: Fault]>([
  ["refused-for-now", { status: 429, retryAfter: 1 }],
  ["blocked", { status: 403 }],
  ["refused", { status: 400 }],
  ["harmless", { status: 400, description: "Bad Request: message is not modified" }],
  ["unsure", { status: 502 }],
  ["unsure", { status: 200, body: "<html>Welcome to the hotel</html>" }],
  ["unsure", { drop: "after effect" }],
])("a message is %s after %o", async (outcome, fault) => {
  const { api, seen, telegram } = await aCountedApi();
  telegram.failNext("sendMessage", fault);
  await expect(api.sendMessage(ANNA, "Привет")).rejects.toThrow();
  expect(seen).toEqual([`send ${outcome}`]);
});

test("a request that cannot leave is not sent", async () => {
  const { api, seen } = await aCountedApi("http://127.0.0.1:9");
  await expect(api.getMe()).rejects.toThrow();
  expect(seen).toEqual(["other not-sent"]);
});

test("a poll that is given up because the bot stops has not failed", async () => {
  const { api, seen } = await aCountedApi();
  const stopping = new AbortController();
  // @ts-expect-error grammY's types want the signal of a package; Node's does the same
  const polling = api.getUpdates({ timeout: 30 }, stopping.signal);
  stopping.abort();
  await expect(polling).rejects.toThrow();
  expect(seen).toEqual(["poll stopped"]);
});

test("requests are told apart by what they are for", async () => {
  const { api, seen } = await aCountedApi();
  const { message_id } = await api.sendMessage(ANNA, "Привет");
  await api.editMessageText(ANNA, message_id, "Пока");
  await api.sendChatAction(ANNA, "typing");
  await api.sendMessageDraft(ANNA, 1, "Пишу");
  expect(seen).toEqual(["send sent", "edit sent", "other sent", "draft sent"]);
});
