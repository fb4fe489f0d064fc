import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { ANNA, openStage } from "./stage.ts";

interface Delivery {
  readonly secret: string | string[] | undefined;
  readonly update: unknown;
}

/** A bot behind a webhook that answers with the given statuses, then with 200. */
async function openHook(...statuses: number[]) {
  const deliveries: Delivery[] = [];
  const server = createServer(async (request, response) => {
    deliveries.push({
      secret: request.headers["x-telegram-bot-api-secret-token"],
      update: JSON.parse(await bodyOf(request)),
    });
    response.writeHead(statuses.shift() ?? 200).end();
    server.emit("delivered");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const delivered = async (count: number) => {
    while (deliveries.length < count) await once(server, "delivered");
    return deliveries;
  };
  return { url: `http://127.0.0.1:${port}/hook`, delivered };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}

test("updates are posted in order with the secret, also those from before", async () => {
  const { telegram, call } = await openStage();
  const hook = await openHook();
  telegram.send(ANNA, ANNA, "раз");
  await call("setWebhook", { url: hook.url, secret_token: "s3cret" });
  telegram.send(ANNA, ANNA, "два");
  expect(await hook.delivered(2)).toMatchObject([
    { secret: "s3cret", update: { message: { text: "раз" } } },
    { secret: "s3cret", update: { message: { text: "два" } } },
  ]);
});

test("an update is posted again until the bot answers 2xx, and the trouble can be read", async () => {
  const { telegram, call } = await openStage();
  const hook = await openHook(500, 302);
  await call("setWebhook", { url: hook.url });
  telegram.send(ANNA, ANNA, "раз");
  telegram.send(ANNA, ANNA, "два");
  const deliveries = await hook.delivered(4);
  expect(deliveries.map(({ update }) => update)).toMatchObject(
    ["раз", "раз", "раз", "два"].map((text) => ({ message: { text } })),
  );
  const { result } = await call("getWebhookInfo");
  expect(result).toMatchObject({
    url: hook.url,
    has_custom_certificate: false,
    max_connections: 40,
    last_error_message: "Wrong response from the webhook: 302 Found",
  });
});

test("pending updates are kept for getUpdates after the webhook is deleted, or dropped on demand", async () => {
  const { telegram, call, updates } = await openStage();
  await call("setWebhook", { url: "http://127.0.0.1:9/hook", allowed_updates: ["message"] });
  telegram.send(ANNA, ANNA, "раз");
  expect((await call("getWebhookInfo")).result).toMatchObject({
    pending_update_count: 1,
    allowed_updates: ["message"],
  });
  await call("deleteWebhook");
  expect(await updates()).toHaveLength(1);
  await call("deleteWebhook", { drop_pending_updates: true });
  expect(await updates()).toEqual([]);
});

test.each([
  [{ url: "ftp://example.com" }, "400 Bad Request: invalid webhook URL specified"],
  [
    { url: "http://example.com/hook" },
    "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
  ],
  [
    { url: "https://example.com/hook", secret_token: "с" },
    "400 Bad Request: secret token contains unallowed characters",
  ],
  [
    { url: "https://example.com/hook", secret_token: "s".repeat(257) },
    "400 Bad Request: secret token is too long",
  ],
])("a webhook %j is refused", async (payload, expected) => {
  const { refusal } = await openStage();
  expect(await refusal("setWebhook", payload)).toBe(expected);
});
