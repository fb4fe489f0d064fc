import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createPages, listenerOf } from "../../src/http/pages.ts";
import { startHttp } from "../../src/http/server.ts";

const HEALTHY = {
  posts: async () => 83,
  missingParts: async () => [],
  metrics: async () => ({ text: "", contentType: "text/plain" }),
  lastingTrouble: () => null,
  onError: () => undefined,
};
const LOCAL = { host: "127.0.0.1", port: 0, door: null, onError: () => undefined };
const loadHealthy = async () => listenerOf(createPages(HEALTHY));

test("the pages are asked for over the network", async () => {
  const server = await startHttp(loadHealthy, LOCAL);
  onTestFinished(() => server.stop());
  const response = await fetch(`http://127.0.0.1:${server.port}/health`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true, posts: 83 });
});

test("pages that cannot be loaded make one request fail, and the next one tries again", async () => {
  const heard: unknown[] = [];
  let loads = 0;
  const load = async () => {
    loads += 1;
    if (loads === 1) throw new Error("out of file handles");
    return loadHealthy();
  };
  const server = await startHttp(load, { ...LOCAL, onError: (error) => heard.push(error) });
  onTestFinished(() => server.stop());
  const health = () => fetch(`http://127.0.0.1:${server.port}/health`);
  expect((await health()).status).toBe(503);
  expect((await health()).status).toBe(200);
  expect(heard).toEqual([new Error("out of file handles")]);
});

test("a taken port is named, with what to do", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void other.close());
  await new Promise((resolve) => other.once("listening", resolve));
  const { port } = other.address() as AddressInfo;
  await expect(startHttp(loadHealthy, { ...LOCAL, port })).rejects.toMatchObject({
    code: "PORT_IN_USE",
    hint: expect.stringContaining("HTTP_PORT"),
  });
});
