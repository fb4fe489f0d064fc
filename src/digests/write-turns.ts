import type { DeliveryStore } from "./delivery-store.ts";
import { Turns } from "./turns.ts";

type Writes = Pick<DeliveryStore, "claim" | "markPart" | "markSent" | "postpone" | "bury">;

// Writes that come together are synced to the disk together, 16 or so. What a person waits for finds room beside these.
const AT_ONCE = 12;

/** The same store; but of its writes few wait for the disk at once, so that nobody else's wait behind many. */
export function writingInTurns<S extends Writes>(store: S): S {
  const turns = new Turns(AT_ONCE);
  const writes: Writes = {
    claim: (id, messages) => turns.take(() => store.claim(id, messages)),
    markPart: (id, messageId) => turns.take(() => store.markPart(id, messageId)),
    markSent: (id, messageId, now) => turns.take(() => store.markSent(id, messageId, now)),
    postpone: (id, until, isUnsure) => turns.take(() => store.postpone(id, until, isUnsure)),
    bury: (id, reason, now) => turns.take(() => store.bury(id, reason, now)),
  };
  return { ...store, ...writes };
}
