import { autoRetry } from "@grammyjs/auto-retry";
import Bottleneck from "bottleneck";
import { Api } from "grammy";
import PQueue from "p-queue";
import { Pacer, TELEGRAM_LIMITS } from "../../src/digests/pacer.ts";
import type { Line } from "./line.ts";

export interface Sender {
  readonly name: string;
  /** Sends to one chat after another until aborted. */
  run(line: Line, perSecond: number, signal: AbortSignal): Promise<void>;
}

/** Enough that none has to wait for work: a second and a half of it. */
const WAITING = 45;

/** The first is ours; all others repeat what is refused with auto-retry, as its makers say. */
export const SENDERS: readonly Sender[] = [
  { name: "ours", run: runPacer },
  { name: "one by one", run: runOneByOne },
  { name: "p-queue", run: runPQueue },
  { name: "bottleneck", run: runBottleneck },
];

async function runPacer(line: Line, perSecond: number, signal: AbortSignal): Promise<void> {
  const pacer = new Pacer({ limits: { ...TELEGRAM_LIMITS, perSecond } });
  let chatId = 0;
  await manyAtOnce(signal, async () => {
    await pacer.slot(++chatId, signal);
    const retryAfter = await line.send();
    if (retryAfter > 0) pacer.pause(retryAfter * 1000);
  });
}

async function runOneByOne(line: Line, _perSecond: number, signal: AbortSignal): Promise<void> {
  const send = retrying(line);
  while (!signal.aborted) await send(signal);
}

async function runPQueue(line: Line, perSecond: number, signal: AbortSignal): Promise<void> {
  const queue = new PQueue({ interval: 1000, intervalCap: perSecond, strict: true });
  const send = retrying(line);
  await manyAtOnce(signal, () => queue.add(() => send(signal)));
  queue.clear();
}

async function runBottleneck(line: Line, perSecond: number, signal: AbortSignal): Promise<void> {
  const refill = { reservoirRefreshAmount: perSecond, reservoirRefreshInterval: 1000 };
  const limiter = new Bottleneck({ reservoir: perSecond, ...refill });
  const send = retrying(line);
  await manyAtOnce(signal, () => limiter.schedule(() => send(signal)));
  await limiter.disconnect();
}

/** Ends when aborted; work that waits then is left. */
async function manyAtOnce(signal: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  const one = async () => {
    while (!signal.aborted) await work();
  };
  const all = Promise.allSettled(Array.from({ length: WAITING }, one));
  await Promise.race([all, new Promise((resolve) => signal.addEventListener("abort", resolve))]);
}

/** grammY's own client over the line. */
function retrying(line: Line): (signal: AbortSignal) => Promise<unknown> {
  const api = new Api("1:bench");
  api.config.use(async () => {
    const retry_after = await line.send();
    if (retry_after === 0) return { ok: true, result: true as never };
    return { ok: false, error_code: 429, description: "Too Many Requests", parameters: { retry_after } };
  });
  api.config.use(autoRetry());
  return () => api.sendMessage(1, "news");
}
