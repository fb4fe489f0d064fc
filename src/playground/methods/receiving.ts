import type { Backend } from "../backend.ts";
import { asText, booleanParam, integerParam, jsonParam, type Params, textParam } from "../params.ts";
import { badRequest, conflict } from "../refusal.ts";
import type { MethodTable } from "./method.ts";

const KINDS = new Set(
  `message edited_message channel_post edited_channel_post business_connection business_message
   edited_business_message deleted_business_messages guest_message message_reaction message_reaction_count inline_query
   chosen_inline_result callback_query shipping_query pre_checkout_query purchased_paid_media poll poll_answer
   my_chat_member chat_member chat_join_request chat_boost removed_chat_boost managed_bot
   stopped_message_generation`.split(/\s+/),
);
const MAX_UPDATES = 100;
const MAX_TIMEOUT_SECONDS = 50; // a longer wait is cut by the server
const MAX_SECRET_CHARS = 256;
const DEFAULT_CONNECTIONS = 40;
const MAX_CONNECTIONS = 100;

export const receivingMethods: MethodTable = {
  getUpdates,
  setWebhook,
  deleteWebhook: (backend, params) => {
    backend.webhook.remove();
    if (booleanParam(params, "drop_pending_updates")) backend.updates.clear();
    return true;
  },
  getWebhookInfo,
};

function getUpdates(backend: Backend, params: Params): Promise<unknown> {
  if (backend.webhook.settings !== undefined) {
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  allowUpdates(backend, params);
  const limit = integerParam(params, "limit", MAX_UPDATES);
  return backend.updates.get({
    offset: integerParam(params, "offset"),
    limit: Math.min(MAX_UPDATES, Math.max(1, limit)),
    timeoutMs: 1000 * Math.min(MAX_TIMEOUT_SECONDS, Math.max(0, integerParam(params, "timeout"))),
  });
}

/** What is not a list of names changes nothing, as on the real server. */
function allowUpdates(backend: Backend, params: Params): void {
  const given = jsonParam(params, "allowed_updates", "allowed updates");
  if (!Array.isArray(given) || given.some((kind) => typeof kind !== "string")) return;
  backend.updates.allow(given.map((kind) => asText(kind).toLowerCase()).filter((kind) => KINDS.has(kind)));
}

function setWebhook(backend: Backend, params: Params): true {
  const url = textParam(params, "url");
  if (url !== "") checkWebhook(url, textParam(params, "secret_token"));
  if (booleanParam(params, "drop_pending_updates")) backend.updates.clear();
  allowUpdates(backend, params);
  if (url === "") {
    backend.webhook.remove();
    return true;
  }
  backend.updates.abortWaiting("terminated by setWebhook request");
  const connections = integerParam(params, "max_connections", DEFAULT_CONNECTIONS);
  backend.webhook.set({
    url,
    secretToken: textParam(params, "secret_token"),
    maxConnections: Math.min(MAX_CONNECTIONS, Math.max(1, connections)),
  });
  return true;
}

/** Plain HTTP is for the same machine only; the real server wants HTTPS everywhere. */
function checkWebhook(address: string, secret: string): void {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) throw badRequest("invalid webhook URL specified");
  const isLocal = /^(?:127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !isLocal) {
    throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
  }
  if (secret.length > MAX_SECRET_CHARS) throw badRequest("secret token is too long");
  if (/[^\w-]/.test(secret)) throw badRequest("secret token contains unallowed characters");
}

function getWebhookInfo({ webhook, updates }: Backend): unknown {
  const { settings, lastError } = webhook;
  return {
    url: settings?.url ?? "",
    has_custom_certificate: false,
    pending_update_count: updates.size,
    ...(settings === undefined ? {} : { max_connections: settings.maxConnections }),
    ...(lastError === undefined
      ? {}
      : { last_error_date: lastError.date, last_error_message: lastError.message }),
    ...(updates.allowed === undefined ? {} : { allowed_updates: updates.allowed }),
  };
}
