const OPENABLE = new Set(["http:", "https:", "tg:", "mailto:"]);
const TELEGRAM_HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);

/**
 * The address a link may open, or null when it must stay text (`javascript:`, `data:`, broken).
 *
 * @param {string} address "https://…", or "example.org" as people type it
 * @returns {string | null}
 */
export function safeAddress(address) {
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(address) && !/^[^/?#]*:\d/.test(address);
  const url = parse(hasScheme ? address : `http://${address}`);
  return url !== null && OPENABLE.has(url.protocol) ? url.href : null;
}

/**
 * @typedef {{ kind: "post", username: string, messageId: number }
 *   | { kind: "private post", channelId: number, messageId: number }
 *   | { kind: "start", username: string, payload: string }
 *   | { kind: "profile", username: string }} TelegramLink
 */

/**
 * What a t.me address points at: a channel post, a bot to start, a profile; null for all other addresses.
 *
 * @param {string} address
 * @returns {TelegramLink | null}
 */
export function telegramLink(address) {
  const url = parse(address);
  if (url === null || !TELEGRAM_HOSTS.has(url.hostname)) return null;
  const parts = url.pathname.split("/").filter((part) => part !== "" && part !== "s");
  if (parts[0] === "c") return privatePost(parts);
  const [username, messageId] = parts;
  if (username === undefined) return null;
  if (messageId !== undefined && /^\d+$/.test(messageId)) {
    return { kind: "post", username, messageId: Number(messageId) };
  }
  const payload = url.searchParams.get("start");
  return payload === null ? { kind: "profile", username } : { kind: "start", username, payload };
}

/**
 * @param {string[]} parts "c", the channel's number without -100, perhaps a topic, the message
 * @returns {TelegramLink | null}
 */
function privatePost(parts) {
  const channel = parts[1];
  const messageId = Number(parts.at(-1));
  if (parts.length < 3 || channel === undefined || !Number.isSafeInteger(messageId)) return null;
  return { kind: "private post", channelId: Number(`-100${channel}`), messageId };
}

/**
 * The public address of a channel post.
 *
 * @param {{ username: string | undefined, chatId: number }} channel
 * @param {number} messageId
 */
export function postAddress({ username, chatId }, messageId) {
  if (username !== undefined) return `https://t.me/${username}/${messageId}`;
  return `https://t.me/c/${String(chatId).replace(/^-100/, "")}/${messageId}`;
}

/** @param {string} address */
function parse(address) {
  return URL.canParse(address) ? new URL(address) : null;
}
