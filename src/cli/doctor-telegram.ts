import type { AcceptedChannel } from "../config.ts";
import { judgeBotFlags } from "../doctor/bot-flags.ts";
import { judgeChannel } from "../doctor/channels.ts";
import { judgeClock } from "../doctor/clock.ts";
import { type Finding, skipped } from "../doctor/finding.ts";
import { judgeToken } from "../doctor/token.ts";
import { judgeWebhook } from "../doctor/webhook.ts";
import type { Cli } from "./cli.ts";

const TIMEOUT_MS = 10_000;
const TELEGRAM = "https://api.telegram.org";

/** What Telegram says of the bot, its channels and the way updates take. */
export async function* checkTelegram({ config, fetch, now, signal }: Cli): AsyncGenerator<Finding> {
  const { botToken: token, telegramApiRoot: apiRoot, timezone } = config;
  const root = apiRoot === null ? TELEGRAM : placeOf(apiRoot);
  if (token === null) {
    yield judgeToken(null, root);
    yield skipped("clock", "Telegram was not asked, without a token");
    return yield* notAsked("without a token");
  }
  const { inspectTelegram } = await import("../telegram/inspection.ts");
  const telegram = inspectTelegram({ token, apiRoot, fetch, now, timeoutMs: TIMEOUT_MS, signal });
  const me = await telegram.me();
  yield judgeToken(me, root);
  yield judgeClock({ aheadMs: telegram.clockAheadMs(), timezone, now: now() });
  if (me.kind !== "answered") return yield* notAsked("since it does not answer for this token");
  yield* judgeBotFlags(me.value);
  yield* await channelFindings(config.channels, (chat) => telegram.channel(chat, me.value.id));
  const { HANDLED_KINDS } = await import("../telegram/update-kind.ts");
  const state = await telegram.webhook();
  yield* judgeWebhook({ receiving: config.receiving, state, wantedUpdates: HANDLED_KINDS, now: now() });
}

type LookAtChannel = (chat: string | number) => Promise<Parameters<typeof judgeChannel>[1]>;

async function channelFindings(
  channels: readonly AcceptedChannel[],
  look: LookAtChannel,
): Promise<Finding[]> {
  if (channels.length === 0) return [skipped("channels", "CHANNELS names none")];
  return Promise.all(
    channels.map(async (channel) => {
      const name = "telegramId" in channel ? `-100${channel.telegramId}` : `@${channel.username}`;
      const chat = "telegramId" in channel ? Number(name) : name;
      return judgeChannel(name, await look(chat));
    }),
  );
}

function notAsked(why: string): Finding[] {
  return (["bot", "channels", "webhook"] as const).map((check) =>
    skipped(check, `Telegram was not asked, ${why}`),
  );
}

/** Without a password. */
function placeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).origin : "TELEGRAM_API_ROOT";
}
