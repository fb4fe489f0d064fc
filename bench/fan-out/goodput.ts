import { setMaxListeners } from "node:events";
import type { Row } from "../row.ts";
import { randomFrom } from "../search/randomness.ts";
import { LIMIT_KINDS, type LimitKind } from "./limits.ts";
import { Line, sleep } from "./line.ts";
import { SENDERS, type Sender } from "./senders.ts";
import { inVirtualTime } from "./virtual-time.ts";

interface Cell {
  readonly limit: LimitKind;
  readonly latencyMs: number;
  readonly shareBefore: number;
}

interface Measured {
  readonly percent: number;
  readonly refused: number;
}

const PER_SECOND = 30;
const LATENCIES_MS = [20, 60, 100, 200, 300];
// A request is counted after it has come a quarter of the way: the rest is Telegram's work and the way back.
const USUAL_SHARE_BEFORE = 0.25;
const FIRST_MS = 5_000;
const MEASURED_MS = 60_000;

/** Messages taken of what the limit allows, ours beside what people would use instead, all in virtual time. */
export async function measureGoodput(): Promise<Row[]> {
  const usual = LIMIT_KINDS.flatMap((limit) =>
    LATENCIES_MS.map((latencyMs) => ({ limit, latencyMs, shareBefore: USUAL_SHARE_BEFORE })),
  );
  const [strict] = LIMIT_KINDS;
  const farAway = strict
    ? [200, 300].map((latencyMs) => ({ limit: strict, latencyMs, shareBefore: 0.5 }))
    : [];
  const rows: Row[] = [];
  for (const [seed, cell] of [...usual, ...farAway].entries()) {
    console.error(`fan-out: ${cell.limit.name}, ${cell.latencyMs} ms …`);
    rows.push(...(await rowsOf(cell, seed)));
  }
  return rows;
}

async function rowsOf(cell: Cell, seed: number): Promise<Row[]> {
  const measured: (Measured & { readonly name: string })[] = [];
  for (const [at, sender] of SENDERS.entries())
    measured.push({ name: sender.name, ...(await measure(sender, cell, 100 * seed + at)) });
  const [ours, ...others] = measured;
  if (!ours) return [];
  const { limit, latencyMs, shareBefore } = cell;
  const group = shareBefore === USUAL_SHARE_BEFORE ? limit.name : `${limit.name}, counted half way`;
  const best = Math.max(...others.map(({ percent }) => percent));
  const columns = (of: (measured: Measured) => number) =>
    others.map((other) => ({ name: other.name, value: of(other), isCompared: true }));
  return [
    {
      group,
      name: `${latencyMs} ms, taken`,
      value: ours.percent,
      unit: "% of limit",
      ratio: ours.percent / best,
      others: columns(({ percent }) => percent),
    },
    {
      group,
      name: `${latencyMs} ms, refused after 5 s`,
      value: ours.refused,
      unit: "requests",
      others: columns(({ refused }) => refused),
    },
  ];
}

async function measure(sender: Sender, { limit, ...way }: Cell, seed: number): Promise<Measured> {
  const random = randomFrom(seed);
  let measured: Measured = { percent: 0, refused: 0 };
  await inVirtualTime(random, async () => {
    const line = new Line({ ...way, limit: limit.create(PER_SECOND), random });
    const ending = new AbortController();
    setMaxListeners(0, ending.signal);
    const running = sender.run(line, PER_SECOND, ending.signal);
    await sleep(FIRST_MS);
    line.countAnew();
    await sleep(MEASURED_MS);
    const { takenPerSecond, refused } = line.counts();
    measured = { percent: (100 * takenPerSecond) / PER_SECOND, refused };
    ending.abort();
    await running;
  });
  return measured;
}
