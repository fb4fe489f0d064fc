import type { ProcessFigures } from "./watched-bot.ts";

/** The figures of a long run: what grew from its first tenth to its end, and how long the loops stood still. */
export function growth(early: ProcessFigures, late: ProcessFigures): Readonly<Record<string, unknown>> {
  const pair = (figure: (of: ProcessFigures) => number) => [early, late].map((of) => Math.round(figure(of)));
  return {
    rssMb: pair(({ rssMb }) => rssMb),
    heapMb: pair(({ main }) => main.heapMb),
    threadsMb: pair(({ threads }) => Math.max(0, ...threads.map(({ heapMb }) => heapMb))),
    loopStoodMs: pair(({ main }) => main.delayMs),
    workedInOneGoMs: pair(({ main }) => main.busiestMs),
    threadsWorkedInOneGoMs: pair(({ threads }) => Math.max(0, ...threads.map(({ busiestMs }) => busiestMs))),
  };
}
