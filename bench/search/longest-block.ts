import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";

const RESOLUTION_MS = 1; // what is shown for a thread that nothing blocks
const SETTLING_MS = 10;

/** The longest time in which this thread could do nothing else, while the work was done. */
export async function withLongestBlock<T>(work: () => Promise<T>): Promise<{ result: T; blockMs: number }> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await pause(SETTLING_MS);
  delay.reset(); // starting it was a block of its own
  await pause(SETTLING_MS); // the first tick measures nothing
  const result = await work();
  await pause(SETTLING_MS); // a block is seen by the tick after it
  delay.disable();
  return { result, blockMs: delay.max / 1e6 };
}
