import type { App } from "../app.ts";
import type { AppError } from "../errors.ts";

/** Starts the app and keeps it running until the signal, or until it cannot go on; then it is stopped in any case. */
export async function untilStopped(
  signal: AbortSignal,
  create: (onFatal: (error: AppError) => void) => App,
  onStarted: () => void = () => undefined,
): Promise<void> {
  let fail: (error: AppError) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
    fail = reject;
  });
  const app = create((error) => fail(error));
  try {
    await Promise.race([
      app
        .start()
        .then(onStarted)
        .then(() => ended),
      ended,
    ]);
  } finally {
    await app.stop();
  }
}
