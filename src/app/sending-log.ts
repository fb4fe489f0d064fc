import type { Logger } from "pino";
import type { DispatchEvent } from "../digests/dispatch-event.ts";
import type { PlannerEvent } from "../digests/planner.ts";
import { reportError } from "../error-report.ts";
import { storeTroubleOf } from "../store-trouble.ts";

export type SendingEvent = PlannerEvent | DispatchEvent;

type Line = readonly [level: "debug" | "info" | "warn" | "error", message: string];

/** What an operator reads of planning and sending digests and alerts. */
const LINES: Readonly<Record<SendingEvent["kind"], Line>> = {
  "post-planned": ["debug", "a post is told of"],
  "digests-planned": ["info", "digests are due"],
  failed: ["error", "digests and alerts: something could not be done and is tried again"],
  "taken-up-again": ["info", "deliveries that the last run left under way are sent again"],
  "refused-for-now": ["warn", "Telegram asks to send later"],
  "not-sent": ["warn", "Telegram cannot be reached; deliveries wait"],
  unsure: ["warn", "nobody knows whether a delivery arrived; it is sent again"],
  "given-up": ["error", "nobody knows whether a delivery arrived; it is not sent again"],
  unacceptable: ["error", "Telegram refuses a delivery for good"],
  ended: ["info", "a chat is sent nothing any more"],
  moved: ["info", "a group has a new id"],
};

export function logSending({ kind, ...fields }: SendingEvent, log: Logger): void {
  const [usual, message] = LINES[kind];
  const error = "error" in fields ? { error: reportError(fields.error) } : {};
  // The store's own trouble is told where it begins.
  const level = "error" in fields && storeTroubleOf(fields.error) !== null ? "debug" : usual;
  log[level]({ ...fields, ...error }, message);
}
