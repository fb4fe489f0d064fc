import { broken, type Finding, ok, skipped, warning } from "./finding.ts";
import type { Answered, BotFlags } from "./telegram-facts.ts";

/** Whether Telegram knows the bot; `root` is where it was asked. Null: there is no token to ask with. */
export function judgeToken(me: Answered<BotFlags> | null, root: string): Finding {
  if (me === null)
    return skipped(
      "token",
      "there is none that can be used: Telegram was not asked, and start opens the playground",
      "@BotFather gives one; set it as BOT_TOKEN",
    );
  switch (me.kind) {
    case "answered":
      return ok("token", `is that of @${me.value.username}`);
    case "refused":
      return refused(me.code, me.description, me.waitSeconds);
    case "garbage":
      return broken(
        "token",
        `what answers at ${root} is not the Bot API`,
        "See that no proxy or sign-in page stands between, and that TELEGRAM_API_ROOT is right",
      );
    case "unreachable":
      return broken("token", `Telegram cannot be reached at ${root}: ${me.reason}`, wayOut(me.code));
    default:
      return me satisfies never;
  }
}

function refused(code: number, description: string, waitSeconds: number | null): Finding {
  if (code === 401 || code === 404)
    return broken(
      "token",
      "Telegram does not know this BOT_TOKEN",
      "Copy the token from @BotFather again; /token there shows it, /revoke makes a new one",
    );
  if (code === 429)
    return warning(
      "token",
      `Telegram asks to come back in ${waitSeconds ?? 1} s: the bot has asked too often`,
      "Wait and run this again; see the bot's log for what repeats itself",
    );
  return broken(
    "token",
    `Telegram answers ${code} ${description}`,
    "Try again in a while: the bot waits, too, and goes on by itself when Telegram answers",
  );
}

function wayOut(code: string | null): string {
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return "See that this machine has a network and a name server (/etc/resolv.conf), and that TELEGRAM_API_ROOT is right";
  if (code === "ECONNREFUSED")
    return "See that the Bot API server at TELEGRAM_API_ROOT runs, or unset it to use Telegram's own";
  if (code?.startsWith("CERT_") || code?.includes("CERT") || code?.startsWith("ERR_TLS"))
    return "See that this machine's clock is right and its certificates are up to date";
  return "See that this machine's network and firewall let https to api.telegram.org pass; some networks block Telegram";
}
