import { z } from "zod";

export const PAGE_SIZES = [3, 5, 10] as const;

// Each falls back by itself: what a later version wrote, or took away, does not cost a chat its other choices.
const SETTINGS = z.object({
  /** Null follows the Telegram of whoever writes. */
  language: z.string().nullable().catch(null),
  pageSize: z.literal(PAGE_SIZES).catch(5),
  order: z.enum(["relevance", "newest"]).catch("relevance"),
  linkPreviews: z.boolean().catch(false),
  /** Of groups: how much of the talk an answer takes up. */
  answerLength: z.enum(["short", "full"]).catch("short"),
  /** Of groups: whether a link to a paper or a post gets a reply of its own. */
  linkReplies: z.boolean().catch(false),
});

/** What a chat can choose. A person has the first four, a group its language and the last two. */
export type ChatSettings = z.infer<typeof SETTINGS>;

export const DEFAULT_SETTINGS: ChatSettings = SETTINGS.parse({});

/** Throws where the text is no JSON: we wrote it. */
export function parseSettings(json: string | null): ChatSettings {
  return json === null ? DEFAULT_SETTINGS : SETTINGS.parse(JSON.parse(json));
}

const SHORT_ANSWER_POSTS = 3;
const FULL_ANSWER_POSTS = 5;

/** How a list is shown in this chat: posts a page, and the order that it begins with. */
export function listStyle(
  settings: ChatSettings,
  isGroup: boolean,
): Pick<ChatSettings, "order"> & { readonly pageSize: number } {
  if (!isGroup) return settings;
  return {
    pageSize: settings.answerLength === "short" ? SHORT_ANSWER_POSTS : FULL_ANSWER_POSTS,
    order: "relevance",
  };
}
