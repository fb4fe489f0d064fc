import { AppError } from "../errors.ts";
import type { KnownPaper } from "../papers/known-papers.ts";
import type { FastIndexEvent } from "../search/fast-index.ts";
import type { Searcher } from "./searcher.ts";

/** What may be asked of the search thread: everything a searcher does but closing it. */
export type Method = Exclude<keyof Searcher, "close">;

export interface ThreadData {
  readonly databaseUrl: string;
  readonly timezone: string;
  readonly glossary: unknown;
  readonly known: readonly KnownPaper[];
}

export type Request =
  /** The first one: the database is ready. */
  | { readonly kind: "open"; readonly data: ThreadData }
  | { readonly kind: "call"; readonly id: number; readonly method: Method; readonly argument: unknown }
  | { readonly kind: "close" };

export type Reply =
  | { readonly kind: "result"; readonly id: number; readonly value: unknown }
  | { readonly kind: "error"; readonly id: number; readonly error: SentError }
  | { readonly kind: "event"; readonly event: FastIndexEvent }
  /** The database could not be read. */
  | { readonly kind: "trouble"; readonly error: SentError };

/** An error on its way between threads, where an instance would lose its class. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Of an AppError. */
  readonly advice: { readonly code: string; readonly hint: string } | null;
}

export function packError(error: unknown): SentError {
  if (!(error instanceof Error))
    return { name: "Error", message: String(error), stack: undefined, advice: null };
  const { name, message, stack } = error;
  const advice = error instanceof AppError ? { code: error.code, hint: error.hint } : null;
  return { name, message, stack, advice };
}

export function unpackError({ name, message, stack, advice }: SentError): Error {
  if (advice !== null) return new AppError(advice.code, message, { hint: advice.hint });
  return Object.assign(new Error(message), { name, stack });
}
