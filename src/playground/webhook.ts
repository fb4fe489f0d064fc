import { signalWithin } from "../deadline.ts";
import type { UpdateQueue } from "./update-queue.ts";

export interface WebhookSettings {
  readonly url: string;
  readonly secretToken: string;
  readonly maxConnections: number;
}

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 10_000;
const ANSWER_TIMEOUT_MS = 60_000;

/** Posts updates to the bot's address, one after the other, and repeats each until the bot answers 2xx. */
export class Webhook {
  lastError: { readonly date: number; readonly message: string } | undefined;

  readonly #updates: UpdateQueue;
  #settings: WebhookSettings | undefined;
  #stopping = new AbortController();
  #isRunning = false;

  constructor(updates: UpdateQueue) {
    this.#updates = updates;
    updates.onPush = () => this.#run();
  }

  get settings(): WebhookSettings | undefined {
    return this.#settings;
  }

  set(settings: WebhookSettings): void {
    this.remove();
    this.#settings = settings;
    this.lastError = undefined;
    this.#run();
  }

  /** Also ends a delivery that is under way. */
  remove(): void {
    this.#settings = undefined;
    this.#stopping.abort();
    this.#stopping = new AbortController();
    this.#isRunning = false;
  }

  #run(): void {
    if (this.#isRunning || this.#settings === undefined) return;
    this.#isRunning = true;
    void this.#deliverAll(this.#settings, this.#stopping.signal);
  }

  async #deliverAll(settings: WebhookSettings, signal: AbortSignal): Promise<void> {
    let pauseMs = FIRST_RETRY_MS;
    for (let [update] = this.#updates.peek(1); update !== undefined; [update] = this.#updates.peek(1)) {
      const problem = await post(settings, update, signal);
      if (signal.aborted) return;
      if (problem === undefined) {
        this.#updates.confirmUpTo(update.update_id);
        pauseMs = FIRST_RETRY_MS;
        continue;
      }
      this.lastError = { date: Math.floor(Date.now() / 1000), message: problem };
      await pause(pauseMs, signal);
      if (signal.aborted) return;
      pauseMs = Math.min(pauseMs * 2, LONGEST_RETRY_MS);
    }
    this.#isRunning = false;
  }
}

/** Why it failed, or undefined. */
async function post(
  settings: WebhookSettings,
  update: unknown,
  signal: AbortSignal,
): Promise<string | undefined> {
  const secret = settings.secretToken;
  try {
    const response = await fetch(settings.url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        ...(secret === "" ? {} : { "X-Telegram-Bot-Api-Secret-Token": secret }),
      },
      body: JSON.stringify(update),
      redirect: "manual",
      signal: signalWithin(ANSWER_TIMEOUT_MS, signal),
    });
    await response.arrayBuffer();
    if (response.ok) return undefined;
    return `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  } catch (error) {
    return error instanceof Error && error.name === "TimeoutError"
      ? "Read timeout expired"
      : "Connection refused";
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
