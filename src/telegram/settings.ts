import type { HitOrder } from "../search/hit.ts";
import type { Language } from "./texts.ts";

/** What a chat can choose. A person has the first four, a group its language and the last two. */
export interface ChatSettings {
  /** Null follows the Telegram of whoever writes. */
  readonly language: Language | null;
  /** Posts a page of a list. */
  readonly pageSize: number;
  readonly order: HitOrder;
  readonly linkPreviews: boolean;
  /** Of groups: how much of the talk an answer takes up. */
  readonly answerLength: "short" | "full";
  /** Of groups: whether a link to a paper or a post gets a reply of its own. */
  readonly linkReplies: boolean;
}

export const DEFAULT_SETTINGS: ChatSettings = {
  language: null,
  pageSize: 5,
  order: "relevance",
  linkPreviews: false,
  answerLength: "short",
  linkReplies: false,
};

export type Choices = { readonly [Name in keyof ChatSettings]: readonly ChatSettings[Name][] };

/** Everything that can be chosen, in the order in which it is offered. */
export function choicesIn(languages: readonly Language[]): Choices {
  return {
    language: [null, ...languages],
    pageSize: [3, 5, 10],
    order: ["relevance", "newest"],
    linkPreviews: [false, true],
    answerLength: ["short", "full"],
    linkReplies: [false, true],
  };
}

/**
 * The settings that a chat has saved. What cannot be chosen (any more) is as usual, and costs a chat none of its other
 * choices. Throws where the text is no JSON: we wrote it.
 */
export function parseSettings(json: string | null, languages: readonly Language[]): ChatSettings {
  const saved: unknown = json === null ? {} : JSON.parse(json);
  const choices = choicesIn(languages);
  const pick = <Name extends keyof ChatSettings>(name: Name): ChatSettings[Name] => {
    const value = saved instanceof Object && name in saved ? Reflect.get(saved, name) : undefined;
    return choices[name].find((choice) => choice === value) ?? DEFAULT_SETTINGS[name];
  };
  return {
    language: pick("language"),
    pageSize: pick("pageSize"),
    order: pick("order"),
    linkPreviews: pick("linkPreviews"),
    answerLength: pick("answerLength"),
    linkReplies: pick("linkReplies"),
  };
}

const SHORT_ANSWER_POSTS = 3;
const FULL_ANSWER_POSTS = 5;

/** How a list is shown in this chat: posts a page, and the order that it begins with. */
export function listStyle(
  settings: ChatSettings,
  isGroup: boolean,
): Pick<ChatSettings, "order" | "pageSize"> {
  if (!isGroup) return settings;
  const pageSize = settings.answerLength === "short" ? SHORT_ANSWER_POSTS : FULL_ANSWER_POSTS;
  return { pageSize, order: "relevance" };
}
