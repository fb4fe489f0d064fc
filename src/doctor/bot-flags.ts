import { type Finding, ok, warning } from "./finding.ts";
import type { BotFlags } from "./telegram-facts.ts";

/** What @BotFather was told of the bot. */
export function judgeBotFlags({ isInline, joinsGroups, readsGroups }: BotFlags): Finding[] {
  const findings: Finding[] = [];
  if (!isInline)
    findings.push(
      warning(
        "bot",
        "inline mode is off: typing @ and the bot's name in other chats finds nothing",
        "Send /setinline to @BotFather",
      ),
    );
  if (readsGroups)
    findings.push(
      warning(
        "bot",
        "privacy mode is off: Telegram sends the bot everything that is written in its groups, and it needs none of that",
        "Send /setprivacy to @BotFather, choose Enable, and add the bot to its groups anew",
      ),
    );
  if (!joinsGroups)
    findings.push(
      warning(
        "bot",
        "nobody can add it to groups",
        "Unless you want that, send /setjoingroups to @BotFather",
      ),
    );
  if (findings.length > 0) return findings;
  return [ok("bot", "inline mode is on, privacy mode is on, it can be added to groups")];
}
