import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { runPlayground } from "../../src/cli/run-playground.ts";
import { parseConfig } from "../../src/config.ts";

test("the playground says where it is and who is an administrator, who then is one, whatever is set for a real bot", async () => {
  const stopping = new AbortController();
  let printed = "";
  const stdout = new Writable({
    write: (chunk, _encoding, done) => {
      printed += String(chunk);
      done();
    },
  });
  const running = runPlayground({
    env: {},
    config: parseConfig({
      HTTP_PORT: "0",
      BACKUP_AT: "03:30",
      WEBHOOK_URL: "https://bot.example.org",
      WEBHOOK_SECRET: "a-secret-of-sixteen",
    }),
    stdin: process.stdin,
    stdout,
    stderr: stdout,
    now: () => new Date(),
    fetch: globalThis.fetch,
    signal: stopping.signal,
  });
  await expect.poll(() => printed, { timeout: 20_000 }).toContain("Анна is an administrator");
  const url = /http:\/\/\S+/.exec(printed)?.[0] ?? "";
  const chat = `${url}/client/dialogs/1001:1001/messages`;
  await fetch(chat, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: "/status" }),
  });
  const said = async () => (await fetch(chat)).text();
  await expect.poll(said, { timeout: 10_000 }).toContain("83 поста");
  stopping.abort();
  await running;
});
