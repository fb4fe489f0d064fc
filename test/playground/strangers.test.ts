import { request } from "node:http";
import { Hono } from "hono";
import { describe, expect, test } from "vitest";
import { refuseStrangers } from "../../src/playground/strangers.ts";
import { ANNA, openStage, type Stage } from "./stage.ts";

const EVIL = "https://evil.example";
const HOOK = "setWebhook?url=https%3A%2F%2Fevil.example%2Fhook";

interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Unlike fetch, this sends every header as it is given. */
function send({ playground }: Stage, path: string, { body = "", ...options }: Sent = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request(playground.url + path, options, async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, text });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

function paths({ playground: { token } }: Stage): string[] {
  const files = ["/", "/page/chat.js", `/file/bot${token}/documents/1`];
  return [...files, `/bot${token}/getMe`, "/client/world", "/client/events", "/health", "/nowhere"];
}

test("every playground has a token of its own that nobody can guess", async () => {
  const [first, second] = [await openStage(), await openStage()].map(({ playground }) => playground.token);
  expect(first).toMatch(/^100000001:[\w-]{20,}$/);
  expect(second).not.toBe(first);
});

test("another website cannot call the bot's methods, even if it knows the token", async () => {
  const stage = await openStage();
  const path = `/bot${stage.playground.token}/${HOOK}`;
  for (const method of ["GET", "POST", "OPTIONS"]) {
    expect(await send(stage, path, { method, headers: { Origin: EVIL } })).toMatchObject({ status: 403 });
  }
  const image = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors" };
  expect(await send(stage, path, { headers: image })).toMatchObject({ status: 403 });
  expect((await stage.call("getWebhookInfo")).result).toMatchObject({ url: "" });
});

test("a website that points its own name at this machine is refused everywhere", async () => {
  const stage = await openStage();
  for (const path of paths(stage)) {
    expect(await send(stage, path, { headers: { Host: "evil.example:8080" } })).toEqual({
      status: 403,
      text: "The playground is for this machine: open it as localhost, 127.0.0.1 or [::1].",
    });
  }
});

test("what another website starts is refused everywhere, in a sentence for people", async () => {
  const stage = await openStage();
  for (const path of paths(stage)) {
    for (const headers of [{ Origin: EVIL }, { Origin: "null" }, { "Sec-Fetch-Site": "cross-site" }]) {
      expect(await send(stage, path, { headers })).toEqual({
        status: 403,
        text: "The playground takes no requests from other websites: type its address into the browser yourself.",
      });
    }
  }
});

test("the page's own messages are taken, those of a neighbour on another port are not", async () => {
  const stage = await openStage();
  const ask = (origin: string) =>
    send(stage, `/client/dialogs/${ANNA}:${ANNA}/messages`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Origin: origin, "Sec-Fetch-Site": "same-origin" },
      body: JSON.stringify({ text: "привет" }),
    });
  expect(await ask(stage.playground.url)).toMatchObject({ status: 200 });
  expect(await ask("http://127.0.0.1:1")).toMatchObject({ status: 403 });
  expect(await ask(stage.playground.url.replace("http:", "https:"))).toMatchObject({ status: 403 });
  expect(stage.telegram.messages(ANNA)).toHaveLength(1);
});

describe("the names a playground answers to", () => {
  const LOCAL = [
    "localhost",
    "localhost:8080",
    "LOCALHOST:1",
    "127.0.0.1",
    "127.0.0.1:80",
    "[::1]",
    "[::1]:8080",
  ];
  const NAMES = ["evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example", "evil@localhost", ""];

  async function answered(host: string, names: readonly string[]): Promise<readonly string[]> {
    const app = new Hono().use(refuseStrangers(host)).get("/", (c) => c.text("welcome"));
    const statuses = names.map(async (Host) => (await app.request("/", { headers: { Host } })).status);
    const answers = await Promise.all(statuses);
    return names.filter((_, index) => answers[index] === 200);
  }

  test.each(["127.0.0.1", "localhost", "::1", "mybox.lan", "0.0.0.0", "::"])(
    "on %s: this machine",
    async (host) => {
      expect(await answered(host, [...LOCAL, ...NAMES])).toEqual(LOCAL);
    },
  );

  test("the configured host, as a name or as a number", async () => {
    const names = ["mybox.lan:8080", "MyBox.lan", "192.168.1.7", "[fd00::7]:8080", "other.lan"];
    expect(await answered("mybox.lan", names)).toEqual(["mybox.lan:8080", "MyBox.lan"]);
    expect(await answered("192.168.1.7", names)).toEqual(["192.168.1.7"]);
    expect(await answered("FD00:0::7", names)).toEqual(["[fd00::7]:8080"]);
  });

  test.each(["0.0.0.0", "::", "0:0::0"])("on %s: every number and no other name", async (host) => {
    const numbers = ["192.168.1.7:8080", "0.0.0.0:8080", "[fd00::7]", "[::]:8080"];
    expect(await answered(host, [...numbers, "mybox.lan", "evil.example:8080"])).toEqual(numbers);
  });

  test("the refusal on every address says that names are refused", async () => {
    const app = new Hono().use(refuseStrangers("0.0.0.0"));
    const response = await app.request("/", { headers: { Host: "evil.example" } });
    expect(await response.text()).toMatch(/as localhost or by its IP address, .* names are refused/);
  });

  test("the refusal names the configured host", async () => {
    const app = new Hono().use(refuseStrangers("mybox.lan"));
    const response = await app.request("/", { headers: { Host: "evil.example" } });
    expect(await response.text()).toContain("127.0.0.1, [::1] or mybox.lan.");
  });
});
