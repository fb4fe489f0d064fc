import type { EndReason } from "./subscription.ts";

/** What an operator may want to know of the deliveries. */
export type DispatchEvent =
  /** Deliveries that were being sent when the process before ended. */
  | { readonly kind: "taken-up-again"; readonly deliveries: number }
  /** Something of ours failed; it is tried again after the wait. */
  | { readonly kind: "failed"; readonly work: DispatchWork; readonly error: unknown; readonly waitMs: number }
  | { readonly kind: "refused-for-now"; readonly waitMs: number }
  | { readonly kind: "not-sent"; readonly waitMs: number }
  /** It may have arrived. */
  | { readonly kind: "unsure"; readonly deliveryId: number; readonly attempts: number }
  /** It may have arrived, and is not sent again. */
  | { readonly kind: "given-up"; readonly deliveryId: number; readonly attempts: number }
  | { readonly kind: "unacceptable"; readonly deliveryId: number; readonly description: string }
  /** So many places of a chat are sent nothing any more. */
  | { readonly kind: "ended"; readonly reason: EndReason; readonly places: number }
  | { readonly kind: "moved"; readonly from: number; readonly to: number };

/** What was being done: looking for what is due, making a message, sending it, or keeping what became of it. */
export type DispatchWork = "looking" | "making" | "sending" | "keeping";
