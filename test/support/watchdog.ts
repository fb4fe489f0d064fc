import { Worker } from "node:worker_threads";
import { onTestFinished } from "vitest";

export interface Watchdog {
  /** What is begun now has so long; after that the process ends, and what is to be said is said. */
  watch(number: number): void;
}

const PROGRAM = `
  const { workerData: { shared, limitMs, complaint } } = require("node:worker_threads");
  const { writeSync } = require("node:fs");
  let seen = -1, since = 0;
  setInterval(() => {
    const now = Atomics.load(shared, 0);
    if (now !== seen) [seen, since] = [now, Date.now()];
    else if (Date.now() - since > limitMs) {
      writeSync(2, complaint.replace("#", String(seen)) + "\\n");
      process.kill(process.pid, "SIGKILL");
    }
  }, 500);`;

/** For work that may never give the thread back. In the complaint, # is the number of what was begun. */
export function aWatchdog(limitMs: number, complaint: string): Watchdog {
  const shared = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(PROGRAM, { eval: true, workerData: { shared, limitMs, complaint } });
  onTestFinished(() => void worker.terminate());
  return { watch: (number) => void Atomics.store(shared, 0, number) };
}
