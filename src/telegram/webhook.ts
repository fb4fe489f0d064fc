import { createHmac } from "node:crypto";
import type { WebhookInfo } from "grammy/types";
import type { IncomingUpdate } from "./inbox.ts";
import type { Intake } from "./intake.ts";
import {
  createReceiver,
  explainReceiving,
  isPassing,
  type Receiver,
  type ReceiverDeps,
  tokenInUse,
  untilAnswered,
} from "./receiver.ts";
import { HANDLED_KINDS } from "./update-kind.ts";

export interface WebhookSettings {
  /** Where our web server is reached from outside, without a trailing slash. */
  readonly url: string;
  readonly secret: string;
  readonly token: string;
  /** How often it is seen whether Telegram still brings updates here; absent = every minute. */
  readonly checkMs?: number;
}

/** Where updates are brought to. */
export interface UpdateDoor {
  /** What the path of a request for it ends with. */
  readonly path: string;
  /** What Telegram proves itself with, in the header X-Telegram-Bot-Api-Secret-Token. */
  readonly secret: string;
  /**
   * True when it is kept for good, or answered without that; false when it has to come again: while we start or stop, or
   * the store has trouble. Rejects when it could not be kept for another reason.
   */
  readonly accept: (update: IncomingUpdate) => Promise<boolean>;
}

export interface Webhook extends Receiver {
  readonly door: UpdateDoor;
}

const CHECK_MS = 60_000;
const MAX_CONNECTIONS = 100; // https://core.telegram.org/bots/api#setwebhook: the most there can be
/** What comes while others are being written is written with the next ones, so many at a time. */
const MAX_KEPT_AT_ONCE = 100;

/**
 * Receives updates that Telegram brings. The webhook stays registered after a stop: what comes meanwhile waits at
 * Telegram for the next start.
 */
export function createWebhook(settings: WebhookSettings, deps: ReceiverDeps): Webhook {
  const path = webhookPath(settings);
  const url = `${settings.url}${path}`;
  const { bot, intake } = deps;
  const keep = keepTogether(intake.accept);
  let isOpen = false;
  let check: NodeJS.Timeout | undefined;
  const prepare = async () => undefined;
  const register = () =>
    bot.api.setWebhook(url, {
      secret_token: settings.secret,
      allowed_updates: HANDLED_KINDS,
      max_connections: MAX_CONNECTIONS,
    });
  const open = async () => {
    isOpen = true;
    await untilAnswered(register, deps);
    check = setInterval(() => void checkWebhook(url, deps), settings.checkMs ?? CHECK_MS).unref();
  };
  const close = async () => {
    isOpen = false;
    clearInterval(check);
  };
  const accept = async (update: IncomingUpdate) => {
    if (!isOpen || deps.stopping.aborted) return false;
    return !(await keep(update)).includes(update);
  };
  return {
    ...createReceiver({ prepare, open, close }, deps),
    door: { path, secret: settings.secret, accept },
  };
}

/** Known to whoever knows both secrets; the same after every start. */
function webhookPath({ token, secret }: WebhookSettings): string {
  return `/telegram/${createHmac("sha256", token).update(`path of updates, ${secret}`).digest("base64url")}`;
}

/**
 * One write for all that came while the one before was on its way to the disk: under load that is what lets thousands
 * a second in.
 */
function keepTogether(
  accept: Intake["accept"],
): (update: IncomingUpdate) => Promise<readonly IncomingUpdate[]> {
  let gathering: {
    readonly updates: IncomingUpdate[];
    readonly refused: Promise<readonly IncomingUpdate[]>;
  } | null = null;
  let last: Promise<unknown> = Promise.resolve();
  return (update) => {
    if (gathering === null || gathering.updates.length >= MAX_KEPT_AT_ONCE) {
      const updates: IncomingUpdate[] = [];
      const refused = last.then(() => {
        if (gathering?.updates === updates) gathering = null;
        return accept(updates);
      });
      last = refused.catch(() => undefined); // whoever brought one of them hears of it
      gathering = { updates, refused };
    }
    gathering.updates.push(update);
    return gathering.refused;
  };
}

/** Whether updates still are brought to us, and how that goes. */
async function checkWebhook(url: string, { bot, line, log, onFatal }: ReceiverDeps): Promise<void> {
  try {
    const info = await bot.api.getWebhookInfo();
    line.isAnswering();
    if (info.url !== url) onFatal(tokenInUse());
    else if (isFailing(info))
      log.warn(
        { reason: info.last_error_message, waiting: info.pending_update_count },
        "Telegram cannot bring updates here; see what stands between it and WEBHOOK_URL",
      );
  } catch (error) {
    if (isPassing(error)) line.isSilent(error);
    else onFatal(explainReceiving(error));
  }
}

/** An old error is over once nothing waits. */
function isFailing({ last_error_date, pending_update_count }: WebhookInfo): boolean {
  return last_error_date !== undefined && pending_update_count > 0;
}
