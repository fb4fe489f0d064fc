import { z } from "zod";
import { MAX_PAGE_SIZE } from "./list.ts";

const LIST = z.object({
  kind: z.enum(["search", "latest", "paper", "similar", "sources"]),
  query: z.string(),
  postIds: listOf(z.int()).exactOptional(),
  to: z.union([z.object({ postId: z.int() }), z.object({ text: z.string() })]).exactOptional(),
  pageSize: z.int().min(1).max(MAX_PAGE_SIZE),
});

const PAPERS = z.object({
  kind: z.literal("papers"),
  query: z.string(),
  similarTo: z.string().exactOptional(),
  pageSize: z.int().min(1).max(MAX_PAGE_SIZE),
});

const GIVEN = z.object({
  short: z.string().nullable(),
  worded: listOf(z.object({ text: z.string(), citations: listOf(z.int()) })),
  citations: listOf(
    z.object({
      postId: z.int(),
      text: z.string(),
      marks: listOf(z.object({ start: z.int(), end: z.int() })),
    }),
  ),
});

const ANSWER = z.object({
  kind: z.literal("answer"),
  query: z.string(),
  previous: z.string().exactOptional(),
  given: GIVEN.exactOptional(),
  pageSize: z.int().min(1).max(MAX_PAGE_SIZE),
});

const KEPT = z.discriminatedUnion("kind", [
  LIST,
  PAPERS,
  ANSWER,
  /** One post, opened by a link and not out of a list. */
  z.object({ kind: z.literal("card"), postId: z.int() }),
  /** The question whether to forget a person. */
  z.object({ kind: z.literal("forget") }),
  /** What an administrator may take for no paper. */
  z.object({ kind: z.literal("paper-to-hide"), key: z.string(), title: z.string() }),
]);

/** What is kept behind the buttons of a message, as some version of this program wrote it. */
export type Kept = z.infer<typeof KEPT>;

/** Throws where the text is none of ours. Loading this takes long, so it waits for the first button. */
export function parseKept(json: string): Kept {
  return KEPT.parse(JSON.parse(json));
}

function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly();
}
