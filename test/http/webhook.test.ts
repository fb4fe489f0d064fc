import { expect, onTestFinished, test } from "vitest";
import { startHttp } from "../../src/http/server.ts";

const PATH = "/telegram/unguessable";
const SECRET = "a-secret-of-sixteen";
const HEADERS = { "X-Telegram-Bot-Api-Secret-Token": SECRET };
const MIB = 1024 * 1024;

interface Door {
  readonly post: (
    body: string | ReadableStream,
    headers?: Readonly<Record<string, string>>,
    path?: string,
  ) => Promise<number>;
  readonly accepted: { readonly update_id: number }[];
  readonly heard: unknown[];
  readonly url: string;
}

async function aDoor(accept: () => Promise<boolean> = async () => true): Promise<Door> {
  const accepted: { readonly update_id: number }[] = [];
  const heard: unknown[] = [];
  const door = {
    path: PATH,
    secret: SECRET,
    accept: async (update: { readonly update_id: number }) => {
      const isKept = await accept();
      if (isKept) accepted.push(update);
      return isKept;
    },
  };
  const noPages = async () => (_request: unknown, response: { writeHead(status: number): { end(): void } }) =>
    response.writeHead(404).end();
  const onError = (error: unknown) => heard.push(error);
  const server = await startHttp(noPages, { host: "127.0.0.1", port: 0, door, onError });
  onTestFinished(() => server.stop());
  const url = `http://127.0.0.1:${server.port}`;
  const post = async (
    body: string | ReadableStream,
    headers: Readonly<Record<string, string>> = HEADERS,
    path = PATH,
  ) =>
    (await fetch(`${url}${path}`, { method: "POST", body, headers, duplex: "half" } as RequestInit)).status;
  return { post, accepted, heard, url };
}

test("an update with the right secret is kept, and then answered with 200", async () => {
  const { post, accepted } = await aDoor();
  expect(await post('{"update_id":7,"message":{"text":"ё 🦊"}}')).toBe(200);
  expect(accepted).toEqual([{ update_id: 7, message: { text: "ё 🦊" } }]);
});

test("a path that a proxy has put something in front of is known by its end", async () => {
  const { post, accepted } = await aDoor();
  expect(await post('{"update_id":7}', HEADERS, `/bot${PATH}`)).toBe(200);
  expect(accepted).toHaveLength(1);
});

test.each([
  ["without a secret", {}],
  ["with an empty secret", { "X-Telegram-Bot-Api-Secret-Token": "" }],
  ["with another secret", { "X-Telegram-Bot-Api-Secret-Token": `${SECRET}x` }],
])("an update %s is refused with 401", async (_case, headers) => {
  const { post, accepted } = await aDoor();
  expect(await post('{"update_id":7}', headers)).toBe(401);
  expect(accepted).toEqual([]);
});

test.each([
  "",
  "{",
  "null",
  "[]",
  "7",
  "{}",
  '{"update_id":"7"}',
  '{"update_id":-1}',
  '{"update_id":1.5}',
  '{"update_id":1e300}',
  "\u0000",
])("%j is refused with 400", async (body) => {
  const { post, accepted, heard } = await aDoor();
  expect(await post(body)).toBe(400);
  expect(accepted).toEqual([]);
  expect(heard).toEqual([]);
});

test("another path says nothing of what is here, and another method is refused", async () => {
  const { post, url } = await aDoor();
  expect(await post('{"update_id":7}', HEADERS, "/telegram/guess")).toBe(404);
  expect((await fetch(`${url}${PATH}`, { headers: HEADERS })).status).toBe(405);
});

test("a body over a mebibyte is refused, whether its length is told or not, and the next update is kept", async () => {
  const { post, accepted } = await aDoor();
  const large = JSON.stringify({ update_id: 7, text: "x".repeat(MIB) });
  expect(await post(large)).toBe(413);
  expect(await post(streamOf(large))).toBe(413);
  expect(await post(JSON.stringify({ update_id: 8, text: "x".repeat(MIB - 100) }))).toBe(200);
  expect(accepted.map(({ update_id }) => update_id)).toEqual([8]);
});

test("what is nested by thousands is refused, and what is nested as updates are is kept", async () => {
  const { post, accepted } = await aDoor();
  const nested = (depth: number) => `{"update_id":${depth},"x":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  for (const depth of [100_000, 5_000, 100]) expect(await post(nested(depth))).toBe(400);
  expect(await post(nested(50))).toBe(200);
  expect(accepted.map(({ update_id }) => update_id)).toEqual([50]);
});

function streamOf(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

test("what cannot be kept is asked for again, and only trouble is told to the operator", async () => {
  const outcomes: (() => Promise<boolean>)[] = [
    async () => false,
    () => Promise.reject(new Error("disk is full")),
    async () => true,
  ];
  const { post, heard } = await aDoor(() => outcomes.shift()?.() ?? Promise.resolve(true));
  expect(await post('{"update_id":7}')).toBe(503);
  expect(heard).toEqual([]);
  expect(await post('{"update_id":7}')).toBe(503);
  expect(heard).toEqual([new Error("disk is full")]);
  expect(await post('{"update_id":7}')).toBe(200);
});
