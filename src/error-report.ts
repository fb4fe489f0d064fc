/**
 * What may be logged of an error: never the error object itself, because errors of Telegram requests carry the
 * payload (a person's text) and errors of the network carry the address (the token).
 */
export interface ErrorReport {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  /** The Bot API method that was refused. */
  readonly method?: string;
  readonly stack?: string;
}

export function reportError(error: unknown): ErrorReport {
  if (isRefusal(error)) {
    const { name, description, error_code, method } = error;
    return { name, message: redact(description), code: error_code, method };
  }
  // grammY wraps what really happened: BotError around a handler's error, HttpError around the network's.
  if (error instanceof Error && "error" in error) return reportError(error.error);
  if (!(error instanceof Error)) return { name: "Unknown", message: redact(String(error)) };
  return {
    name: error.name,
    message: redact(error.message),
    ...("code" in error ? { code: String(error.code) } : {}),
    ...(error.stack === undefined ? {} : { stack: redact(error.stack) }),
  };
}

interface Refusal extends Error {
  readonly description: string;
  readonly error_code: number;
  readonly method: string;
}

/** What the Bot API answers with `ok: false`, as grammY throws it. */
function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && "description" in error && "error_code" in error && "method" in error;
}

// bot110201543:AAHdqTcv… or the bare token
const TOKEN = /\b(bot)?\d{5,}:[A-Za-z0-9_-]{8,}/g;

/** "Bearer …", as a key stands in a header that fetch complains about, or a bare "sk-proj-…" of the usual form */
const KEY = /\b(bearer\s+)[^\s"']+|\bsk-[A-Za-z0-9_-]{8,}/gi;

/** The text without anything that looks like a bot's token or the key of a language model. */
export function redact(text: string): string {
  return text.replace(TOKEN, "[token]").replace(KEY, (_key, bearer = "") => `${bearer}[key]`);
}

/** Does the same, and takes these secrets out as well, whatever they look like. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  // The longest first: one may be a part of another.
  const written = [...new Set(secrets.flatMap(spellings))].sort((a, b) => b.length - a.length);
  return (text) => written.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), redact(text));
}

/** A secret as it stands in a text, in JSON and in an address. */
function spellings(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}
