// Loaded by a process under test, and by each of its threads, before the program: tells on demand how long their event
// loops were kept busy in one go, and how much memory is in use.
import { readFileSync } from "node:fs";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { BroadcastChannel, isMainThread } from "node:worker_threads";

const TICK_MS = 5;
const NS_A_MS = 1e6;
const ANSWER_MS = 300;
const delay = monitorEventLoopDelay({ resolution: TICK_MS });
delay.enable();
let busiestMs = 0;
let before = onProcessorMs();
setInterval(() => {
  const now = onProcessorMs();
  busiestMs = Math.max(busiestMs, now - before);
  before = now;
}, TICK_MS).unref();
const line = new BroadcastChannel("loop watch");
line.unref();

if (isMainThread) {
  process.on("message", report);
  process.channel?.unref();
} else line.onmessage = ({ data }) => data === "report" && line.postMessage(figures());

/** Where the system tells, what this thread has worked, whatever else this machine has to do meanwhile. */
function onProcessorMs() {
  try {
    return Number(readFileSync("/proc/thread-self/schedstat", "latin1").split(" ")[0]) / NS_A_MS;
  } catch {
    return 0;
  }
}

/** Of the time since the last report. */
function figures() {
  globalThis.gc?.();
  const told = { delayMs: delay.max / NS_A_MS, busiestMs, heapMb: process.memoryUsage().heapUsed / 2 ** 20 };
  delay.reset();
  busiestMs = 0;
  before = onProcessorMs(); // collecting garbage was ours
  return told;
}

function report() {
  const threads = [];
  line.onmessage = ({ data }) => data !== "report" && threads.push(data);
  line.ref();
  line.postMessage("report");
  setTimeout(() => {
    line.unref();
    const main = figures();
    process.send?.({ main, threads, rssMb: process.memoryUsage().rss / 2 ** 20 });
  }, ANSWER_MS);
}
