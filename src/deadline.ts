/** Waits until every task has come to an end, well or badly, but no longer than that; false when some have not. */
export async function settledWithin(
  timeoutMs: number,
  tasks: Iterable<Promise<unknown> | undefined>,
): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs);
  });
  const settled = Promise.allSettled(tasks).then(() => true as const);
  const isSettled = await Promise.race([settled, timeout]);
  clearTimeout(timer);
  return isSettled;
}

/** What the task comes to, or undefined where it takes longer; its failure is thrown only while it is waited for. */
export async function resultWithin<T>(timeoutMs: number, task: Promise<T>): Promise<T | undefined> {
  task.catch(() => undefined); // nobody waits any more when it fails late
  return (await settledWithin(timeoutMs, [task])) ? task : undefined;
}

/**
 * Aborts after so long, with a TimeoutError, or when the given signal does. Node loses a timeout that is joined with another
 * signal (`AbortSignal.any`) when it collects garbage, and then nothing ends a request that hangs: nodejs/node#57736.
 */
export function signalWithin(timeoutMs: number, signal: AbortSignal): AbortSignal {
  const ending = new AbortController();
  const stop = () => {
    clearTimeout(timer);
    ending.abort(signal.reason);
  };
  const timer = setTimeout(() => {
    signal.removeEventListener("abort", stop);
    ending.abort(new DOMException(`Not done within ${timeoutMs} ms`, "TimeoutError"));
  }, timeoutMs).unref();
  if (signal.aborted) stop();
  else signal.addEventListener("abort", stop, { once: true });
  return ending.signal;
}
