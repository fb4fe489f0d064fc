import { type Env, type Problems, read } from "./environment.ts";

/** How updates come in: we ask for them, or Telegram brings them. */
export type Receiving =
  | { readonly kind: "polling" }
  | {
      readonly kind: "webhook";
      /** Where our web server is reached from outside, without a trailing slash; the path of updates comes after it. */
      readonly url: string;
      /** What Telegram proves itself with. Never logged nor shown. */
      readonly secret: string;
    };

const SECRET = /^[A-Za-z0-9_-]{16,256}$/; // https://core.telegram.org/bots/api#setwebhook, and long enough not to be guessed
const OWN_MACHINE = /^(?:127\.0\.0\.1|localhost|\[::1\])$/;
const PORTS = new Set(["", "80", "88", "443", "8443"]); // https://core.telegram.org/bots/api#setwebhook

/** Both the address and the secret, or neither. */
export function readReceiving(env: Env, problems: Problems): Receiving {
  const url = read(env, "WEBHOOK_URL");
  const secret = read(env, "WEBHOOK_SECRET");
  if (url === undefined && secret === undefined) return { kind: "polling" };
  if (url === undefined)
    problems.push("WEBHOOK_SECRET is set, and WEBHOOK_URL is not: name the address, too");
  else problems.push(...problemsOf(url));
  if (secret === undefined)
    problems.push(
      "WEBHOOK_URL is set, and WEBHOOK_SECRET is not: without one anybody could pose as Telegram",
    );
  // The value itself is never repeated: this text ends up in logs.
  else if (!SECRET.test(secret))
    problems.push(
      "WEBHOOK_SECRET is not 16 to 256 letters, digits, _ and -; `openssl rand -hex 32` makes one",
    );
  return { kind: "webhook", url: (url ?? "").replace(/\/+$/, ""), secret: secret ?? "" };
}

function problemsOf(value: string): string[] {
  // The value itself is never repeated: the secret may have got there.
  if (!URL.canParse(value)) return ["WEBHOOK_URL is not an https address"];
  const { protocol, hostname, port, username, password, search, hash } = new URL(value);
  if (`${username}${password}${search}${hash}` !== "")
    return ["WEBHOOK_URL has more than an address: a password or ?query does not belong there"];
  if (OWN_MACHINE.test(hostname) && /^https?:$/.test(protocol)) return []; // the playground, or a local Bot API server
  if (protocol !== "https:")
    return ["WEBHOOK_URL is no https address, and Telegram brings updates to https only"];
  return PORTS.has(port) ? [] : [`WEBHOOK_URL has port ${port}; Telegram knows 443, 80, 88 and 8443 only`];
}
