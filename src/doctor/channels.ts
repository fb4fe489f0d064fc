import { broken, type Finding, ok } from "./finding.ts";
import type { Answered, ChannelView } from "./telegram-facts.ts";

const MAKE_ADMINISTRATOR =
  "Open the channel, Administrators, Add administrator, and choose the bot; it needs none of the rights";

/** Whether the bot gets the posts of a channel; `name` as the settings write it. */
export function judgeChannel(name: string, seen: Answered<ChannelView>): Finding {
  if (seen.kind === "unreachable" || seen.kind === "garbage") return noAnswer(name);
  if (seen.kind === "refused") return unseen(name, seen.code, seen.description);
  const { type, title, rank } = seen.value;
  if (type !== "channel")
    return broken(
      "channels",
      `${name} is a ${type}, not a channel`,
      "Take it out of CHANNELS; the bot answers in groups without being named there",
    );
  if (rank.kind === "unreachable" || rank.kind === "garbage") return noAnswer(name);
  if (rank.kind === "answered" && (rank.value === "administrator" || rank.value === "creator"))
    return ok("channels", `${name} («${title}»): the bot is an administrator`);
  const why = rank.kind === "answered" ? `it is "${rank.value}" there` : rank.description;
  return broken(
    "channels",
    `${name} («${title}»): the bot is no administrator and gets no posts (${why})`,
    MAKE_ADMINISTRATOR,
  );
}

function unseen(name: string, code: number, description: string): Finding {
  if (code === 429 || code >= 500) return noAnswer(name);
  const found = `${name} cannot be seen: ${description}`;
  if (code === 403) return broken("channels", found, MAKE_ADMINISTRATOR);
  const spelling = name.startsWith("@")
    ? "See that it is spelt right and was not renamed (a numeric id stays the same)"
    : "See that the id is right";
  return broken("channels", found, `${spelling}, and make the bot an administrator of the channel`);
}

function noAnswer(name: string): Finding {
  return broken(
    "channels",
    `${name} could not be looked at: Telegram did not answer in time`,
    "Run this again in a while",
  );
}
