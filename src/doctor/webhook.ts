import type { Receiving } from "../config/receiving.ts";
import { counted, DAY_MS, spanText } from "./amounts.ts";
import { broken, type Finding, ok, skipped, warning } from "./finding.ts";
import type { Answered, WebhookState } from "./telegram-facts.ts";

export interface WebhookFacts {
  readonly receiving: Receiving;
  readonly state: Answered<WebhookState>;
  /** Kinds of updates that the bot asks for. */
  readonly wantedUpdates: readonly string[];
  readonly now: Date;
}

// One request brings a hundred; more wait only where nobody fetches them.
const MANY_PENDING = 100;
// Telegram repeats what failed within a minute, so an older error is over unless updates still wait.
const RECENT_MS = 10 * 60 * 1000;

/** How updates come in, against how the settings say they do. */
export function judgeWebhook(facts: WebhookFacts): Finding[] {
  const { receiving, state } = facts;
  if (state.kind !== "answered")
    return [broken("webhook", "Telegram did not tell how updates come in", "Run this again in a while")];
  if (receiving.kind === "webhook" && (receiving.url === "" || receiving.secret === ""))
    return [skipped("webhook", "WEBHOOK_URL and WEBHOOK_SECRET cannot be followed; see settings")];
  const wrong =
    receiving.kind === "polling" ? whilePolling(state.value) : withWebhook(state.value, receiving.url);
  const others = [...pendingUpdates(state.value), ...missingKinds(state.value, facts.wantedUpdates)];
  if (wrong !== null) return [wrong, ...others];
  const ofWebhook = receiving.kind === "webhook" ? deliveryErrors(state.value, facts.now) : [];
  const findings = [...ofWebhook, ...others];
  if (findings.length > 0) return findings;
  const way =
    receiving.kind === "polling" ? "none is set, as polling wants it" : "is set as the settings say";
  return [ok("webhook", `${way}; ${counted(state.value.pending, "update")} at Telegram`)];
}

function whilePolling({ url }: WebhookState): Finding | null {
  if (url === "") return null;
  return broken(
    "webhook",
    `one is set to ${placeOf(url)}, and the settings ask for polling: updates go there`,
    "Start the bot: it removes the webhook. If it comes back, another program uses this token: stop that, or /revoke the token at @BotFather",
  );
}

function withWebhook({ url }: WebhookState, wanted: string): Finding | null {
  if (url === "")
    return broken(
      "webhook",
      "none is set, and the settings ask for one: no updates come",
      "Start the bot: it sets the webhook. If it is gone again, another program polls with this token",
    );
  if (url === wanted || url.startsWith(`${wanted}/`)) return null;
  return broken(
    "webhook",
    `is set to ${placeOf(url)}, and WEBHOOK_URL is ${wanted}`,
    "Start the bot: it sets the webhook anew. If it changes back, another program uses this token",
  );
}

function deliveryErrors({ lastError, pending }: WebhookState, now: Date): Finding[] {
  if (lastError === null) return [];
  const ageMs = now.getTime() - lastError.at.getTime();
  const found = `Telegram could not bring updates ${spanText(ageMs)} ago: ${lastError.message}`;
  const advice =
    "See that the bot runs, that the reverse proxy passes requests on to HTTP_PORT, and that its certificate is valid";
  if (ageMs <= RECENT_MS && pending > 0)
    return [broken("webhook", `${found}; ${counted(pending, "update")} at Telegram`, advice)];
  return ageMs <= DAY_MS ? [warning("webhook", found, advice)] : [];
}

function pendingUpdates({ pending }: WebhookState): Finding[] {
  if (pending <= MANY_PENDING) return [];
  return [
    warning(
      "webhook",
      `${counted(pending, "update")} wait at Telegram, which drops them after 24 hours`,
      "Start the bot; if it runs, see its log for why it does not fetch them",
    ),
  ];
}

function missingKinds({ allowedUpdates }: WebhookState, wanted: readonly string[]): Finding[] {
  const missing = allowedUpdates === null ? [] : wanted.filter((kind) => !allowedUpdates.includes(kind));
  if (missing.length === 0) return [];
  return [
    warning(
      "webhook",
      `Telegram sends no updates of the kinds ${missing.join(", ")}`,
      "Start the bot (again): it asks for them. If that does not last, another program uses this token",
    ),
  ];
}

/** Not the path: whoever knows it can send requests there. */
function placeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "an address that cannot be read";
}
