import { BotError, GrammyError, HttpError } from "grammy";

/**
 * What may be logged of an error: never the error object itself, because grammY's errors carry the payload
 * (a person's text) and network errors carry the address (the token).
 */
export interface ErrorReport {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly method?: string;
  readonly stack?: string;
}

export function reportError(thrown: unknown): ErrorReport {
  const error = thrown instanceof BotError ? thrown.error : thrown;
  if (error instanceof GrammyError) {
    return { name: "GrammyError", message: error.description, code: error.error_code, method: error.method };
  }
  if (error instanceof HttpError) return { ...reportError(error.error), name: "HttpError" };
  if (!(error instanceof Error)) return { name: "Unknown", message: redact(String(error)) };
  return {
    name: error.name,
    message: redact(error.message),
    ...("code" in error ? { code: String(error.code) } : {}),
    ...(error.stack === undefined ? {} : { stack: redact(error.stack) }),
  };
}

// bot110201543:AAHdqTcv… or the bare token
const TOKEN = /\b(bot)?\d{5,}:[A-Za-z0-9_-]{8,}/g;

/** The text without anything that looks like a bot token. */
export function redact(text: string): string {
  return text.replace(TOKEN, "[token]");
}
