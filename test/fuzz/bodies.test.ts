import { request } from "node:http";
import { expect, test } from "vitest";
import { diceOf } from "../support/dice.ts";
import { growth } from "../support/flatness.ts";
import { freePort } from "../support/free-port.ts";
import { fuzzPlan, replayOf, tell, tellProgress } from "../support/fuzz-plan.ts";
import { hostileBody } from "../support/hostile-bodies.ts";
import { hostileUpdate } from "../support/hostile-updates.ts";
import { Suspects } from "../support/suspects.ts";
import { aWatchedBot } from "../support/watched-bot.ts";

const PLAN = fuzzPlan("bodies", 300);
const AT_ONCE = 40;
const SECRET = "a-secret-of-sixteen-or-more";
// Far from those that the simulated Telegram gives its own.
const FIRST_ID = 7_000_000_000;

test("whatever is brought to the webhook is taken or refused, and the next update is handled", {
  timeout: PLAN.timeoutMs,
}, async () => {
  const port = await freePort();
  const bot = await aWatchedBot({
    HTTP_PORT: String(port),
    WEBHOOK_URL: `http://127.0.0.1:${port}`,
    WEBHOOK_SECRET: SECRET,
  });
  await bot.answersSomebody();
  const url = await webhookOf(bot.playground);
  let early = await bot.figures();
  const suspects = new Suspects();
  const wrong: string[] = [];
  for (let from = 0; from < PLAN.cases; from += AT_ONCE) {
    tellProgress("bodies", PLAN, from);
    const cases = Array.from({ length: AT_ONCE }, async (_, at) => {
      const dice = diceOf(PLAN.seed + from + at);
      const update = { update_id: FIRST_ID + from + at, ...hostileUpdate(dice, bot.stage(from + at)) };
      const body = hostileBody(dice, JSON.stringify(update));
      const status = await bring(url, body);
      if (!isRight(status, body)) wrong.push(`${status}: ${replayOf("bodies", PLAN.seed + from + at)}`);
    });
    await Promise.all(cases);
    await bot.answersSomebody().catch((cause) => {
      throw new Error(`Nobody is answered after these: ${replayOf("bodies", PLAN.seed + from, AT_ONCE)}`, {
        cause,
      });
    });
    suspects.add(bot.newErrors(), replayOf("bodies", Math.max(0, PLAN.seed + from - AT_ONCE), 2 * AT_ONCE));
    if (from % 5_000 < AT_ONCE) bot.forgetChats();
    if (from === Math.ceil(PLAN.cases / 10 / AT_ONCE) * AT_ONCE) early = await bot.figures();
  }
  tell("bodies", PLAN, { bodies: PLAN.cases, ...growth(early, await bot.figures()) });
  expect(wrong).toEqual([]);
  expect(suspects.kinds()).toEqual([]);
});

const MAX_BODY_BYTES = 1024 * 1024;

/** An update is taken, and all else refused; what nobody sends who sends updates may be either. */
function isRight(status: number, body: Buffer): boolean {
  if (body.length > MAX_BODY_BYTES) return status === 413;
  const update = parsed(body);
  if (update === undefined) return status === 400;
  return status === 200 || (status === 400 && isTooDeep(update));
}

function parsed(body: Buffer): object | undefined {
  try {
    const value = JSON.parse(body.toString("utf8"));
    const id = value?.update_id;
    return Number.isSafeInteger(id) && id >= 0 && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Deeper than any update is. Step by step: JSON may be nested deeper than functions may call each other. */
function isTooDeep(update: object): boolean {
  let inner: unknown[] = [update];
  for (let depth = 0; depth < 50 && inner.length > 0; depth++)
    inner = inner.flatMap((value) =>
      typeof value === "object" && value !== null ? Object.values(value) : [],
    );
  return inner.length > 0;
}

async function webhookOf({ apiRoot, token }: { apiRoot: string; token: string }): Promise<string> {
  const response = await fetch(`${apiRoot}/bot${token}/getWebhookInfo`);
  const { result } = (await response.json()) as { result: { url: string } };
  return result.url;
}

function bring(url: string, body: Buffer): Promise<number> {
  const headers = { "X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Length": body.length };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
