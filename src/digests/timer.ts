/** Time that only goes on, whatever happens to the clock on the wall, and waiting for it. */
export interface Timer {
  /** Milliseconds since some moment. */
  now(): number;
  /** Resolves after so long, or when aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** The time of this process. */
export const systemTimer: Timer = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, Math.ceil(ms));
      signal.addEventListener("abort", done);
    }),
};
