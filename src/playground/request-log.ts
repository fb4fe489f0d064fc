import type { JsonObject } from "./json.ts";

/** One call of the bot, as it came and as it was answered. */
export interface ApiCall {
  readonly method: string;
  readonly payload: JsonObject;
  /** HTTP status; 0 when the connection was dropped. */
  readonly status: number;
  readonly response: unknown;
  /** Of the playground's clock, ms. */
  readonly at: number;
}

const MAX_CALLS = 10_000;

/** The last calls, oldest first. */
export class RequestLog {
  readonly calls: ApiCall[] = [];

  add(call: ApiCall): void {
    this.calls.push(call);
    // Cutting a tenth at once keeps adding cheap.
    if (this.calls.length > MAX_CALLS) this.calls.splice(0, MAX_CALLS / 10);
  }
}
