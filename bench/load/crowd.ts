import type { SimulatedTelegram } from "../../src/playground/simulated-telegram.ts";

export const CROWD = Array.from({ length: 200 }, (_, at) => 20_000 + at);
/** Somebody whom the others should not have to notice. */
export const TROUBLE = 30_000;

const ROUNDS = 2;
const QUESTIONS = ["холодный старт", "семантические айдишники", "dcn v2", "эмбеддинги", "SASRec"];
const NOISE = 100;
const RETRY_AFTER_S = 5;
const PATIENCE_MS = 180_000;

/** How long people waited for their answers, ms, ascending. */
export interface Waits {
  /** Everybody asks at once. */
  readonly calm: readonly number[];
  /** The same, after one more has sent a hundred messages at once. */
  readonly besideNoise: readonly number[];
  /** The same, after Telegram has told the bot to leave one chat alone for five seconds. */
  readonly besideRefusal: readonly number[];
}

export async function crowdAsks(telegram: SimulatedTelegram): Promise<Waits> {
  await waitOf(telegram, TROUBLE, 0); // compiled code and warm caches, as in a bot that has been up a while
  const calm: number[] = [];
  for (let round = 0; round < ROUNDS; round++) calm.push(...(await allAsk(telegram, round)));
  telegram.failNext("sendMessage", { status: 429, retryAfter: RETRY_AFTER_S }, 1, TROUBLE);
  const refused = waitOf(telegram, TROUBLE, 0);
  const besideRefusal = await allAsk(telegram, ROUNDS);
  await refused;
  for (let at = 0; at < NOISE; at++) telegram.send(TROUBLE, TROUBLE, questionOf(at));
  const besideNoise = await allAsk(telegram, ROUNDS + 1);
  return {
    calm: ascending(calm),
    besideNoise: ascending(besideNoise),
    besideRefusal: ascending(besideRefusal),
  };
}

function allAsk(telegram: SimulatedTelegram, round: number): Promise<number[]> {
  return Promise.all(CROWD.map((id, at) => waitOf(telegram, id, at + round)));
}

async function waitOf(telegram: SimulatedTelegram, id: number, at: number): Promise<number> {
  const asked = performance.now();
  telegram.send(id, id, questionOf(at));
  await telegram.waitForMessage(id, () => true, PATIENCE_MS);
  return performance.now() - asked;
}

function questionOf(at: number): string {
  return QUESTIONS[at % QUESTIONS.length] ?? "";
}

function ascending(numbers: readonly number[]): number[] {
  return [...numbers].sort((a, b) => a - b);
}

export function quantile(waits: readonly number[], share: number): number {
  return waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0;
}
