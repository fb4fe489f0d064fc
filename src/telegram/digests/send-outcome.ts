import { GrammyError } from "grammy";
import type { SendOutcome } from "../../digests/messenger.ts";
import type { EndReason } from "../../digests/subscription.ts";
import { isNeverSent, waitAskedFor } from "../retries.ts";

/** Nothing can be sent there any more; the first line that fits says why. Telegram's own words, in two styles. */
const ENDS: readonly (readonly [RegExp, EndReason])[] = [
  [/user is deactivated|chat not found|PEER_ID_INVALID|CHAT_ID_INVALID|CHANNEL_PRIVATE/i, "gone"],
  [/group chat was (?:deactivated|deleted)/i, "gone"],
  [/message thread not found|TOPIC_(?:CLOSED|DELETED|ID_INVALID)/i, "gone"],
  [/bot was blocked|USER_IS_BLOCKED|can't initiate conversation/i, "blocked"],
  [/bot was kicked|bot is not a member/i, "removed"],
  [/not enough rights|have no rights|need administrator rights|CHAT_ADMIN_REQUIRED/i, "removed"],
  [/CHAT_(?:WRITE_FORBIDDEN|RESTRICTED|SEND_\w*FORBIDDEN)/i, "removed"],
];

/** What became of a message, by what its request threw; groups have negative ids. */
export function outcomeOfFailure(error: unknown, chatId: number): SendOutcome {
  if (!(error instanceof GrammyError)) return { kind: isNeverSent(error) ? "not-sent" : "unsure" };
  const { error_code: code, description, parameters } = error;
  const movedTo = parameters.migrate_to_chat_id;
  if (movedTo !== undefined) return { kind: "moved", chatId: movedTo };
  if (code === 429) return { kind: "refused-for-now", waitMs: waitAskedFor(parameters) };
  // A wrong token is wrong for everybody, and whoever is to be told stays.
  if (code === 401 || code === 404) return { kind: "not-sent" };
  // An answer without a code is none of Telegram's; one that begins with a 5 says nothing of what was done.
  if (!(code >= 400 && code < 500)) return { kind: "unsure" };
  const reason = ENDS.find(([words]) => words.test(description))?.[1];
  if (reason !== undefined) return { kind: "ended", reason };
  if (code === 403) return { kind: "ended", reason: chatId < 0 ? "removed" : "blocked" };
  return { kind: "unacceptable", description };
}

/** Whether the message can be taken without its formatting. */
export function isAboutEntities(outcome: SendOutcome): boolean {
  return (
    outcome.kind === "unacceptable" && /can't parse entities|\bENTIT(?:Y|IES)_/i.test(outcome.description)
  );
}
