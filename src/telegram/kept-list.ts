import { z } from "zod";
import { type List, MAX_PAGE_SIZE } from "./list.ts";

const LIST = z.object({
  kind: z.enum(["search", "latest", "paper", "similar"]),
  query: z.string(),
  to: z.union([z.object({ postId: z.int() }), z.object({ text: z.string() })]).exactOptional(),
  pageSize: z.int().min(1).max(MAX_PAGE_SIZE),
});

/** The list behind a button, as some version of this program kept it. Throws when the text is none. */
export function parseList(json: string): List {
  return LIST.parse(JSON.parse(json));
}
