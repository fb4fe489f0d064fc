import { describe, expect, test } from "vitest";
import { ANNA, GROUP, KATE, MINUTE, openStage } from "./stage.ts";

describe("a fault on demand", () => {
  test("429 says when to come back, is used once and has no effect", async () => {
    const { telegram, call, refusal } = await openStage();
    telegram.failNext("sendMessage", { status: 429, retryAfter: 7 });
    expect(await call("sendMessage", { chat_id: ANNA, text: "раз" })).toEqual({
      ok: false,
      error_code: 429,
      description: "Too Many Requests: retry after 7",
      parameters: { retry_after: 7 },
    });
    expect(telegram.messages(ANNA)).toEqual([]);
    expect(await refusal("sendMessage", { chat_id: ANNA, text: "раз" })).toBe("ok");
  });

  test("of one chat it leaves the calls of all others alone", async () => {
    const { telegram, refusal } = await openStage();
    telegram.failNext("sendMessage", { status: 502 }, 1, ANNA);
    expect(await refusal("sendMessage", { chat_id: KATE, text: "раз" })).toBe("ok");
    expect(await refusal("sendMessage", { chat_id: ANNA, text: "раз" })).toBe("502 Bad Gateway");
    expect(await refusal("sendMessage", { chat_id: ANNA, text: "раз" })).toBe("ok");
  });

  test("5xx comes as often as ordered", async () => {
    const { telegram, refusal } = await openStage();
    telegram.failNext("sendmessage", { status: 502 }, 2);
    telegram.failNext("*", { status: 500, description: "Internal Server Error: restart" });
    const say = () => refusal("sendMessage", { chat_id: ANNA, text: "раз" });
    expect(await say()).toBe("502 Bad Gateway");
    expect(await say()).toBe("502 Bad Gateway");
    expect(await say()).toBe("500 Internal Server Error: restart");
    expect(await say()).toBe("ok");
  });

  test("a connection dropped before the effect leaves nothing, one dropped after it leaves the message", async () => {
    const { telegram, call } = await openStage();
    telegram.failNext("sendMessage", { drop: "before effect" });
    await expect(call("sendMessage", { chat_id: ANNA, text: "раз" })).rejects.toThrow("fetch failed");
    expect(telegram.messages(ANNA)).toEqual([]);
    telegram.failNext("sendMessage", { drop: "after effect" });
    await expect(call("sendMessage", { chat_id: ANNA, text: "два" })).rejects.toThrow("fetch failed");
    expect(telegram.messages(ANNA)).toMatchObject([{ text: "два" }]);
    expect(telegram.requests.map(({ status }) => status)).toEqual([0, 0]);
  });

  test("garbage comes instead of JSON", async () => {
    const { telegram, call, playground } = await openStage();
    telegram.failNext("getMe", { body: "<html>", status: 200 });
    const response = await fetch(`${playground.apiRoot}/bot${playground.token}/getMe`);
    expect([response.status, await response.text()]).toEqual([200, "<html>"]);
    expect((await call("getMe")).ok).toBe(true);
  });

  test("a delay holds the call back", async () => {
    const { telegram, call } = await openStage();
    telegram.failNext("getMe", { delayMs: 60 });
    const startedAt = performance.now();
    expect((await call("getMe")).ok).toBe(true);
    expect(performance.now() - startedAt).toBeGreaterThan(50);
  });

  test("“any call” leaves long polls alone, and what is ordered can be taken back", async () => {
    const { telegram, refusal } = await openStage();
    telegram.failNext("*", { status: 500 });
    expect(await refusal("getUpdates")).toBe("ok");
    telegram.clearFaults();
    expect(await refusal("getMe")).toBe("ok");
  });
});

describe("flood limits", () => {
  const floodLimits = true;

  test("let one message a second into a chat and say how long to wait", async () => {
    const { refusal, pass } = await openStage({ floodLimits });
    const say = (chat_id: number) => refusal("sendMessage", { chat_id, text: "раз" });
    expect(await say(ANNA)).toBe("ok");
    expect(await say(ANNA)).toBe("429 Too Many Requests: retry after 1");
    expect(await say(KATE)).toBe("ok");
    pass(999);
    expect(await say(ANNA)).toContain("429");
    pass(1);
    expect(await say(ANNA)).toBe("ok");
  });

  test("let twenty messages a minute into a group", async () => {
    const { call, refusal, pass } = await openStage({ floodLimits });
    const say = () => refusal("sendMessage", { chat_id: GROUP, text: "раз" });
    let sent = 0;
    for (let second = 0; second < 60; second++) {
      if ((await say()) === "ok") sent++;
      pass(1000);
    }
    expect(sent).toBeGreaterThanOrEqual(20);
    expect(sent).toBeLessThanOrEqual(40); // a full bucket and what a minute brings
    for (let i = 0; i < 3; i++) await say();
    const { parameters } = await call("sendMessage", { chat_id: GROUP, text: "раз" });
    expect(parameters?.retry_after).toBeLessThanOrEqual(3);
    pass(MINUTE);
    expect(await say()).toBe("ok");
  });

  test("let thirty messages a second out in all; refusals and other methods do not count", async () => {
    const users = Array.from({ length: 40 }, (_, i) => ({
      id: 5000 + i,
      first_name: `Читатель ${i}`,
      hasStarted: true,
    }));
    const { refusal } = await openStage({ floodLimits, world: { users } });
    for (let i = 0; i < 40; i++) await refusal("sendMessage", { chat_id: 5000 + i, text: "" });
    for (let i = 0; i < 40; i++) await refusal("sendChatAction", { chat_id: 5000 + i, action: "typing" });
    const outcomes = [];
    for (let i = 0; i < 40; i++)
      outcomes.push(await refusal("sendMessage", { chat_id: 5000 + i, text: "раз" }));
    expect(outcomes.filter((outcome) => outcome === "ok")).toHaveLength(30);
    expect(outcomes.at(-1)).toBe("429 Too Many Requests: retry after 1");
  });

  test("are off unless asked for", async () => {
    const { refusal } = await openStage();
    for (let i = 0; i < 50; i++)
      expect(await refusal("sendMessage", { chat_id: GROUP, text: "раз" })).toBe("ok");
  });
});

test("the log of calls keeps the last ten thousand or so", async () => {
  const { telegram, playground } = await openStage();
  const url = `${playground.apiRoot}/bot${playground.token}/getMe?call=`;
  for (let batch = 0; batch < 102; batch++) {
    await Promise.all(
      Array.from({ length: 100 }, async (_, i) => (await fetch(`${url}${batch * 100 + i}`)).arrayBuffer()),
    );
  }
  expect(telegram.requests.length).toBeLessThanOrEqual(10_000);
  expect(telegram.requests.at(-1)).toMatchObject({ method: "getMe", status: 200 });
});

test("from far away a call has its effect before its answer is back, and neither at once", async () => {
  const { telegram, call } = await openStage({ latencyMs: 50 });
  const events: string[] = [];
  const answered = call("sendMessage", { chat_id: ANNA, text: "раз" }).then(() => events.push("answer"));
  await telegram.waitForMessage(ANNA);
  events.push("effect");
  await answered;
  expect(events).toEqual(["effect", "answer"]);
});
