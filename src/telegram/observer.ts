import type { UpdateKind } from "./update-kind.ts";

/** Learns what happens, to count it. Is told nothing about people. Must not throw. */
export interface Observer {
  /** An update has been kept. */
  accepted(kind: UpdateKind): void;
  /** The handler of an update has ended, so long after its turn had come. */
  handled(kind: UpdateKind, outcome: "done" | "failed", seconds: number): void;
}
