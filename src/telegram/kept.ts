import { z } from "zod";
import { LIST, type List } from "./list.ts";

const KEPT = z.discriminatedUnion("kind", [
  LIST,
  /** One post, opened by a link and not out of a list. */
  z.object({ kind: z.literal("card"), postId: z.int() }),
  /** The question whether to forget a person. */
  z.object({ kind: z.literal("forget") }),
]);

/** What is kept behind the buttons of a message. */
export type Kept = z.infer<typeof KEPT>;

/** Throws where the text is not what we wrote. */
export function parseKept(json: string): Kept {
  return KEPT.parse(JSON.parse(json));
}

/** The list behind a message's buttons; null where it shows something else. */
export function keptList(kept: Kept): List | null {
  return kept.kind === "card" || kept.kind === "forget" ? null : kept;
}
