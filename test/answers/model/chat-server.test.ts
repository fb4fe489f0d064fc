import { expect, test } from "vitest";
import { createChatServer } from "../../../src/answers/model/chat-server.ts";
import {
  anLlmServer,
  breaksAfter,
  endless,
  fails,
  hangs,
  hangsAfter,
  type LlmReply,
  repliesWhole,
  says,
  streams,
} from "../../support/llm-server.ts";

const TEXT = "Модель обучили за 2 дня [1]. Ей хватило одной карты 🦊 [2].";
const MESSAGES = [{ role: "user", content: "сколько?" }] as const;

interface Asked {
  readonly baseUrl: string;
  readonly apiKey?: string | null;
  readonly signal?: AbortSignal;
}

function ask({ baseUrl, apiKey = null, signal = new AbortController().signal }: Asked) {
  const seen: string[] = [];
  const model = createChatServer({ fetch, now: () => new Date(), baseUrl, name: "small", apiKey });
  const text = model.write(MESSAGES, { signal, onText: (soFar) => seen.push(soFar), onLife: () => {} });
  return { text, seen };
}

test("the model is asked by its name, to stream, briefly, with the key as a bearer's", async () => {
  const { baseUrl, requests } = await anLlmServer(streams(TEXT));
  await ask({ baseUrl, apiKey: "sk-x" }).text;
  expect(requests[0]).toMatchObject({
    url: "/v1/chat/completions",
    headers: { authorization: "Bearer sk-x", "content-type": "application/json" },
    body: { model: "small", stream: true, max_tokens: 500, messages: MESSAGES },
  });
});

test("without a key none is sent", async () => {
  const { baseUrl, requests } = await anLlmServer(streams(TEXT));
  await ask({ baseUrl }).text;
  expect(requests[0]?.headers).not.toHaveProperty("authorization");
});

test.each([1, 2, 3, 7, 64, 100_000])(
  "a stream that comes in pieces of %i bytes is read whole, and as it grows",
  async (chunkBytes) => {
    const { baseUrl } = await anLlmServer(streams(TEXT, { chunkBytes }));
    const { text, seen } = ask({ baseUrl });
    expect(await text).toBe(TEXT);
    expect(seen.at(-1)).toBe(TEXT);
    expect(seen.length).toBeGreaterThan(5);
    for (const part of seen) expect(TEXT.startsWith(part)).toBe(true);
  },
);

test.each([
  ["ends without saying so", 'data: {"choices":[{"delta":{"content":"да"}}]}'],
  [
    "has lines that end as on Windows",
    'data: {"choices":[{"delta":{"content":"да"}}]}\r\n\r\ndata: [DONE]\r\n\r\n',
  ],
  [
    "ends with counts",
    'data: {"choices":[{"delta":{"content":"да"}}]}\n\ndata: {"choices":[],"usage":{}}\n\n',
  ],
  [
    "thinks aside",
    'data: {"choices":[{"delta":{"reasoning_content":"hm"}}]}\n\ndata: {"choices":[{"delta":{"content":"да"}}]}\n\n',
  ],
])("a stream that %s is read, too", async (_, body) => {
  const { baseUrl } = await anLlmServer(says(body, "text/event-stream"));
  expect(await ask({ baseUrl }).text).toBe("да");
});

test("a server that does not stream is understood", async () => {
  const { baseUrl } = await anLlmServer(repliesWhole(TEXT));
  const { text, seen } = ask({ baseUrl });
  expect(await text).toBe(TEXT);
  expect(seen).toEqual([TEXT]);
});

test.each<[string, LlmReply, object]>([
  ["an error of the server", fails(500), { kind: "refused", status: 500 }],
  ["too many requests", fails(429), { kind: "refused", status: 429 }],
  ["a connection that breaks in the middle", breaksAfter("Модель обучили"), { kind: "broken-off" }],
  ["a page", says("<html><body>Welcome</body></html>"), { kind: "garbled" }],
  ["broken JSON", says('{"choices": [', "application/json"), { kind: "garbled" }],
  ["broken JSON in a stream", says('data: {"choices"\n\n', "text/event-stream"), { kind: "garbled" }],
  ["JSON of another protocol", says('{"choices": "да"}', "application/json"), { kind: "garbled" }],
  ["nothing", says("", "text/event-stream"), { kind: "garbled" }],
  ["an error with status 200", says('{"error": {"message": "no"}}'), { kind: "refused" }],
  ["another address", fails(307, { location: "/elsewhere" }), { kind: "refused", status: 307 }],
])("%s is a failure of its kind", async (_, reply, failure) => {
  const { baseUrl } = await anLlmServer(reply);
  await expect(ask({ baseUrl }).text).rejects.toMatchObject({ name: "ModelFailure", ...failure });
});

test("a server that cannot be reached is a failure, and its key is in no word of it", async () => {
  const { baseUrl, stop } = await anLlmServer(streams(TEXT));
  stop();
  const failure = await ask({ baseUrl, apiKey: "very-secret" }).text.catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: "unreachable" });
  expect(String(failure)).not.toContain("very-secret");
});

test.each([
  ["an error of the server", fails(503), 2],
  ["a short wait", fails(429, { "retry-after": "0" }), 2],
  ["no word of how long", fails(429), 2],
  ["a long wait", fails(429, { "retry-after": "60" }), 1],
  ["a wrong key", fails(401), 1],
  ["an unknown model", fails(404), 1],
  ["words that end in the middle", breaksAfter("Модель"), 1],
])("after %s it is asked once more where that may help, and never thrice", async (_, reply, times) => {
  const { baseUrl, requests } = await anLlmServer(reply);
  await ask({ baseUrl }).text.catch(() => undefined);
  expect(requests).toHaveLength(times);
});

test("a server that comes back answers at the second attempt", async () => {
  const { baseUrl } = await anLlmServer(fails(503), streams(TEXT));
  expect(await ask({ baseUrl }).text).toBe(TEXT);
});

test("a text without end is read no further than some thousand characters, and the server is let go", async () => {
  let closed: Promise<void> = Promise.resolve();
  const { baseUrl } = await anLlmServer((response, request) => {
    closed = new Promise((resolve) => response.once("close", resolve));
    return endless(response, request);
  });
  expect((await ask({ baseUrl }).text).length).toBeLessThanOrEqual(4000);
  await closed;
});

test("a reply without end that has no text is read no further, either", async () => {
  const { baseUrl } = await anLlmServer(says(`data: ${"x".repeat(2_000_000)}`, "text/event-stream"));
  await expect(ask({ baseUrl }).text).rejects.toMatchObject({ kind: "garbled" });
});

test.each([
  ["before it answers", hangs],
  ["in the middle", hangsAfter("Модель обучили")],
  ["before a second attempt", fails(429, { "retry-after": "1" })],
])("whoever aborts %s waits no longer", async (_, reply) => {
  const { baseUrl, requests } = await anLlmServer(reply);
  const { text } = ask({ baseUrl, signal: AbortSignal.timeout(60) });
  await expect(text).rejects.toThrow();
  expect(requests).toHaveLength(1);
});
