import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createPages, listenerOf } from "../../src/http/pages.ts";
import { type HttpServer, startHttp } from "../../src/http/server.ts";

const SECRET = "a-secret-of-sixteen-or-more";
const PATH = "/telegram/door";

test("a thousand connections that say nothing, or half of something, keep nobody else waiting", async () => {
  const { server, accepted } = await aServer();
  const silent = await crowd(server, 900, "");
  const slow = await crowd(server, 100, `POST ${PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n`);
  expect((await bring(server, 7)).status).toBe(200);
  expect(accepted).toEqual([7]);
  expect((await fetch(`http://127.0.0.1:${server.port}/health`)).status).toBe(200);
  expect([...silent, ...slow].filter(({ destroyed }) => destroyed)).toEqual([]);
});

test("who goes away in the middle of an update has brought none, and is no news", async () => {
  const { server, accepted, heard } = await aServer();
  const head = `POST ${PATH} HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: ${SECRET}\r\nContent-Length: 900\r\n\r\n`;
  for (const socket of await crowd(server, 50, `${head}{"update_id":`)) socket.destroy();
  expect((await bring(server, 7)).status).toBe(200);
  expect(accepted).toEqual([7]);
  expect(heard).toEqual([]);
});

test("more connections than there may be are ended at once, and later ones are served", async () => {
  const { server } = await aServer();
  const sockets = await crowd(server, 2_050, "");
  const ended = () => sockets.filter(({ destroyed }) => destroyed).length;
  await expect.poll(ended, { timeout: 8_000 }).toBeGreaterThanOrEqual(50);
  for (const socket of sockets) socket.destroy();
  await expect
    .poll(async () => (await bring(server, 7).catch(() => null))?.status, { timeout: 5_000 })
    .toBe(200);
});

async function aServer() {
  const accepted: number[] = [];
  const heard: unknown[] = [];
  const onError = (error: unknown) => heard.push(error);
  const accept = async ({ update_id }: { readonly update_id: number }) => {
    accepted.push(update_id);
    return true;
  };
  const pages = createPages({
    posts: async () => 83,
    lastingTrouble: () => null,
    missingParts: async () => [],
    metrics: async () => ({ text: "", contentType: "text/plain" }),
    onError,
  });
  const load = async () => listenerOf(pages);
  const door = { path: PATH, secret: SECRET, accept };
  const server = await startHttp(load, { host: "127.0.0.1", port: 0, door, onError });
  onTestFinished(() => server.stop());
  return { server, accepted, heard };
}

/** So many come at once: the system turns away what does not fit into the server's queue of 511. */
const AT_ONCE = 100;

/** So many connections that say this and no more. */
async function crowd(server: HttpServer, count: number, words: string): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const coming = Math.min(AT_ONCE, count - sockets.length);
    sockets.push(...(await Promise.all(Array.from({ length: coming }, () => come(server, words)))));
  }
  return sockets;
}

async function come({ port }: HttpServer, words: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => undefined); // ended by the other side
  socket.resume();
  await once(socket, "connect");
  if (words !== "") socket.write(words);
  return socket;
}

function bring({ port }: HttpServer, update_id: number): Promise<Response> {
  const headers = { "X-Telegram-Bot-Api-Secret-Token": SECRET };
  const body = JSON.stringify({ update_id });
  return fetch(`http://127.0.0.1:${port}${PATH}`, { method: "POST", headers, body });
}
