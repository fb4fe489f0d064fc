import { setImmediate as nextTurn } from "node:timers/promises";

interface Alarm {
  readonly at: number;
  /** Null = it rings once. */
  readonly everyMs: number | null;
  ring(): void;
}

/** What programs see of the time. */
interface Clockwork {
  setTimeout: unknown;
  clearTimeout: unknown;
  setInterval: unknown;
  clearInterval: unknown;
}

// Node's timers count whole milliseconds, and ring when the loop comes round.
const LATEST_MS = 1;
const EPOCH_MS = Date.UTC(2026, 0, 1);

/**
 * Runs the work in time that passes as fast as the machine can compute: everything that uses the global timers and clocks
 * lives in it, unchanged. So a busy machine, and what else runs on it, is no part of the figures.
 */
export async function inVirtualTime(random: () => number, work: () => Promise<void>): Promise<void> {
  const time = new VirtualTime(random);
  const restore = time.install();
  try {
    let isDone = false;
    const done = work().finally(() => {
      isDone = true;
    });
    await nextTurn();
    while (!isDone && time.pass()) await nextTurn();
    await done;
  } finally {
    restore();
  }
}

class VirtualTime {
  readonly #random: () => number;
  readonly #alarms = new Map<number, Alarm>();
  #lastKey = 0;
  #now = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Puts itself in the place of the global time. Returns what puts that back. */
  install(): () => void {
    const clear = (handle: unknown) => void this.#alarms.delete(Number(handle));
    const clockwork: Clockwork = {
      setTimeout: (ring: () => void, ms = 0) => this.#handle(this.#set(ring, ms, null)),
      clearTimeout: clear,
      setInterval: (ring: () => void, ms = 0) => this.#handle(this.#set(ring, ms, ms)),
      clearInterval: clear,
    };
    const { setTimeout, clearTimeout, setInterval, clearInterval } = globalThis;
    const dateNow = Date.now;
    const performanceNow = performance.now;
    Object.assign(globalThis, clockwork);
    Date.now = () => EPOCH_MS + Math.floor(this.#now);
    performance.now = () => this.#now;
    return () => {
      Object.assign(globalThis, { setTimeout, clearTimeout, setInterval, clearInterval });
      Date.now = dateNow;
      performance.now = performanceNow;
    };
  }

  /** Goes on to the next alarm, and rings it. False where there is none. */
  pass(): boolean {
    let next: number | null = null;
    let at = Number.POSITIVE_INFINITY;
    for (const [key, alarm] of this.#alarms) {
      if (alarm.at >= at) continue;
      next = key;
      at = alarm.at;
    }
    if (next === null) return false;
    this.#now = Math.max(this.#now, at);
    this.#ring(next);
    return true;
  }

  #ring(key: number): void {
    const alarm = this.#alarms.get(key);
    this.#alarms.delete(key);
    if (alarm === undefined) return;
    if (alarm.everyMs !== null) this.#alarms.set(key, { ...alarm, at: this.#due(alarm.everyMs) });
    alarm.ring();
  }

  #set(ring: () => void, ms: number, everyMs: number | null): number {
    const key = ++this.#lastKey;
    this.#alarms.set(key, { at: this.#due(ms), everyMs, ring });
    return key;
  }

  #due(ms: number): number {
    return this.#now + Math.max(1, Math.trunc(ms)) + LATEST_MS * this.#random();
  }

  #handle(key: number) {
    const handle = { unref: () => handle, ref: () => handle, [Symbol.toPrimitive]: () => key };
    return handle;
  }
}
