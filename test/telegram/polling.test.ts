import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { Writable } from "node:stream";
import { Bot, HttpError } from "grammy";
import { expect, onTestFinished, test } from "vitest";
import { systemTimer, type Timer } from "../../src/digests/timer.ts";
import type { AppError } from "../../src/errors.ts";
import { createLog } from "../../src/log.ts";
import { openStore } from "../../src/store/open.ts";
import { apiOptions } from "../../src/telegram/api-options.ts";
import type { BotContext } from "../../src/telegram/context.ts";
import type { IncomingUpdate } from "../../src/telegram/inbox.ts";
import { createIntake } from "../../src/telegram/intake.ts";
import { Line } from "../../src/telegram/line.ts";
import { createPolling } from "../../src/telegram/polling.ts";
import { refuseNonsense } from "../../src/telegram/sensible-answers.ts";
import { NOBODY } from "../support/bare-bot.ts";
import { aCuttableLine } from "../support/cuttable-line.ts";
import { HastyTimer } from "../support/hasty-timer.ts";
import { aLocalServer } from "../support/local-server.ts";

const TOKEN = "123456:polling-test-token";
const HOUR_MS = 3_600_000;
const ME = { id: 1, is_bot: true, first_name: "Bot", username: "test_bot" };

type Answer = (response: ServerResponse) => void;

const json = (value: unknown, status = 200): Answer => says(JSON.stringify(value), status);
const refusal = (error_code: number, description: string, parameters = {}) =>
  json({ ok: false, error_code, description, parameters }, error_code);
const ok = (result: unknown) => json({ ok: true, result });

function says(body: string, status = 200): Answer {
  return (response) => void response.writeHead(status).end(body);
}

const PORTAL = "<!doctype html><title>Wi-Fi</title><form>Please log in</form>";

test.each<[string, Answer]>([
  ["resets every connection", (response) => void response.socket?.destroy()],
  ["answers 502", refusal(502, "Bad Gateway")],
  ["answers 503 with a page", says("<h1>503</h1>", 503)],
  ["is behind a captive portal", says(PORTAL)],
  ["answers with half of it", says('{"ok":true,"result":[{"update')],
  ["answers with an object", ok({})],
  ["answers with nothing", ok(null)],
  ["answers null", json(null)],
  ["answers in somebody else's words", json({ detail: "Not Found" }, 404)],
  ["answers with updates that have no number", ok([{ message: {} }, { update_id: "7" }, { update_id: 1.5 }])],
  ["asks to be left alone", refusal(429, "Too Many Requests: retry after 40", { retry_after: 40 })],
])(
  "an hour in which Telegram %s is over at once when it is over, and two lines in the log",
  async (_case, fault) => {
    const { polling, timer, telegram, handled, log, listeners } = await aPolling();
    await polling.start();
    telegram.answer = fault;
    await expect.poll(() => timer.now(), { timeout: 10_000, interval: 5 }).toBeGreaterThan(HOUR_MS);
    expect(polling.isConnected()).toBe(false);
    expect(telegram.polls).toBeLessThan(200);
    expect(listeners()).toBeLessThan(5);
    telegram.answer = null;
    telegram.updates = [anUpdate(7), anUpdate(8)];
    await expect.poll(handled).toEqual([7, 8]);
    expect(log().map(({ msg }) => msg)).toEqual([
      "Telegram does not answer; trying until it does",
      "Telegram answers again",
    ]);
    expect(polling.isConnected()).toBe(true);
  },
);

test("an hour in which nobody can connect ends in the same way", async () => {
  const line = await aCuttableLine();
  const { polling, timer, telegram, handled, log } = await aPolling({ via: line });
  await polling.start();
  line.cut();
  await expect.poll(() => timer.now(), { timeout: 10_000, interval: 5 }).toBeGreaterThan(HOUR_MS);
  telegram.updates = [anUpdate(7)];
  await line.open();
  await expect.poll(handled).toEqual([7]);
  const causes = log().map(({ error }) => error?.code);
  expect(new Set(causes).size).toBe(causes.length); // each cause once, and that it is over
  expect(JSON.stringify(log())).not.toContain(TOKEN);
});

test.each(["ENOTFOUND", "EAI_AGAIN", "EMFILE"])("%s passes, too", async (code) => {
  const { polling, bot, telegram, handled, log } = await aPolling();
  await polling.start();
  let failures = 20;
  bot.api.config.use((prev, method, payload, signal) => {
    if (method !== "getUpdates" || failures-- <= 0) return prev(method, payload, signal);
    const cause = Object.assign(new Error(`request failed, reason: getaddrinfo ${code}`), { code });
    throw new HttpError("Network request failed", cause);
  });
  telegram.updates = [anUpdate(7)];
  await expect.poll(handled).toEqual([7]);
  expect(log().filter(({ error }) => error?.code === code).length).toBeLessThanOrEqual(1);
});

test("a body of forty megabytes is not taken in", async () => {
  const { polling, telegram, handled, log } = await aPolling();
  await polling.start();
  const part = Buffer.alloc(1024 * 1024, " ");
  telegram.answer = async (response) => {
    for (let sent = 0; sent < 40 && !response.destroyed; sent++) {
      if (!response.write(part))
        await new Promise((resolve) => response.once("drain", resolve).once("close", resolve));
    }
    response.end();
  };
  await expect.poll(() => log().length, { timeout: 10_000 }).toBe(1);
  telegram.answer = null;
  telegram.updates = [anUpdate(7)];
  await expect.poll(handled).toEqual([7]);
});

test("of updates some of which have no number, the others are handled and confirmed", async () => {
  const { polling, telegram, handled } = await aPolling();
  telegram.updates = [{ message: {} }, anUpdate(7), { update_id: null }, anUpdate(8)];
  await polling.start();
  await expect.poll(handled).toEqual([7, 8]);
  await expect.poll(() => telegram.offset).toBe(9);
});

test.each<[string, Answer, string]>([
  ["a revoked token", refusal(401, "Unauthorized"), "TOKEN_REFUSED"],
  ["another instance", refusal(409, "Conflict: terminated by other getUpdates request"), "TOKEN_IN_USE"],
])("%s in the middle ends polling with a cause that a person understands", async (_case, answer, code) => {
  const { polling, telegram, fatal } = await aPolling();
  await polling.start();
  telegram.answer = answer;
  await expect.poll(fatal).toMatchObject({ code, hint: expect.any(String) });
  const { polls } = telegram;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(telegram.polls).toBe(polls);
});

test("what could not be kept is asked for again, which is not taken for a line that is down", async () => {
  const { polling, telegram, handled, log, failNextAccept } = await aPolling();
  await polling.start();
  failNextAccept();
  telegram.updates = [anUpdate(7)];
  await expect.poll(handled).toEqual([7]);
  expect(log().map(({ msg }) => msg)).toEqual(["updates could not be kept"]);
  expect(polling.isConnected()).toBe(true);
});

test("a stop does not wait until Telegram wants to be asked again", async () => {
  const { polling, telegram, log } = await aPolling({ timer: systemTimer });
  await polling.start();
  telegram.answer = refusal(429, "Too Many Requests: retry after 3000", { retry_after: 3000 });
  await expect.poll(() => log().length).toBe(1);
  await polling.stop();
});

interface LogLine {
  readonly msg: string;
  readonly error?: { readonly code?: string };
}

interface Telegram {
  /** Instead of what is right. */
  answer: Answer | null;
  updates: readonly unknown[];
  polls: number;
  offset: number;
}

async function aPolling({
  via,
  timer,
}: {
  via?: Awaited<ReturnType<typeof aCuttableLine>>;
  timer?: Timer;
} = {}) {
  const telegram: Telegram = { answer: null, updates: [], polls: 0, offset: 0 };
  const server = await aLocalServer(async (request, response) => {
    if (request.url?.endsWith("/getMe")) return ok(ME)(response);
    if (!request.url?.endsWith("/getUpdates")) return ok(true)(response);
    let body = "";
    for await (const chunk of request) body += chunk;
    telegram.polls += 1;
    if (telegram.answer !== null) return telegram.answer(response);
    telegram.offset = JSON.parse(body).offset;
    const fresh = telegram.updates.filter((update) => !(Number(Object(update).update_id) < telegram.offset));
    setTimeout(() => ok(fresh)(response), fresh.length > 0 ? 0 : 5);
  });
  if (via !== undefined) via.targetPort = Number(new URL(server.origin).port);
  const hasty = timer ?? new HastyTimer();
  const store = await openStore("file::memory:");
  onTestFinished(() => store.close());
  let isFailing = false;
  const inbox = {
    ...store,
    accept: async <U extends IncomingUpdate>(updates: readonly U[]) => {
      if (!isFailing) return store.accept(updates);
      isFailing = false;
      throw new Error("disk is full");
    },
  };
  let logged = "";
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      logged += String(chunk);
      done();
    },
  });
  const log = createLog("info", destination);
  const handled: number[] = [];
  const handle = async ({ update_id }: IncomingUpdate) => void handled.push(update_id);
  const intake = createIntake({ inbox, health: store, handle, observer: NOBODY, log, now: () => new Date() });
  const bot = new Bot<BotContext>(TOKEN, { client: apiOptions(via?.origin ?? server.origin, 5) });
  bot.api.config.use(refuseNonsense, intake.keep);
  const stopping = new AbortController();
  let cause: AppError | undefined;
  const polling = createPolling({
    bot,
    inbox,
    intake,
    line: new Line(log, { timer: hasty, random: () => 0.5 }),
    log,
    stopping: stopping.signal,
    onFatal: (error) => {
      cause = error;
    },
  });
  onTestFinished(() => polling.stop());
  return {
    polling,
    bot,
    telegram,
    timer: hasty,
    handled: () => handled,
    fatal: () => cause,
    listeners: () => getEventListeners(stopping.signal, "abort").length,
    failNextAccept: () => {
      isFailing = true;
    },
    log: (): LogLine[] =>
      logged
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line)),
  };
}

function anUpdate(update_id: number) {
  return { update_id, message: { chat: { id: update_id, type: "private" }, date: 1_700_000_000 } };
}
