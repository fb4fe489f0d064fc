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

const PLACE = { chatId: z.int(), topicId: z.int().nullable() };
const WEEKDAY = z.literal([1, 2, 3, 4, 5, 6, 7]);

const CHOICES = z.object({
  rhythm: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("each") }),
    z.object({ kind: z.literal("daily") }),
    z.object({ kind: z.literal("weekly"), weekday: WEEKDAY }),
  ]),
  hour: z.int().min(0).max(23),
  query: z.string(),
  channelIds: listOf(z.int()),
  saysNothingNew: z.boolean(),
  whenLate: z.enum(["send", "fold"]),
  isPaused: z.boolean(),
});

const HOUR = z.int().min(0).max(24);
const MANNERS = z.object({
  timezone: z.string(),
  quietHours: z.object({ from: HOUR, until: HOUR }).nullable(),
  isSilent: z.boolean(),
});

const KEPT = z.discriminatedUnion("kind", [
  LIST,
  PAPERS,
  ANSWER,
  /** One post, opened by a link and not out of a list. */
  z.object({ kind: z.literal("card"), postId: z.int() }),
  /** The question whether to forget a person. */
  z.object({ kind: z.literal("forget") }),
  /** A digest and an alert that somebody ended, to be taken up again; with the last one its place's manners go. */
  z.object({ kind: z.literal("dropped-digest"), ...PLACE, choices: CHOICES, manners: MANNERS }),
  z.object({
    kind: z.literal("dropped-alert"),
    ...PLACE,
    query: z.string(),
    paperKey: z.string().nullable(),
    manners: MANNERS,
  }),
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
