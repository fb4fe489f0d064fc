import type { AppError } from "./errors.ts";

/** Codes of AppError that say why the store cannot do its work now; store/sqlite-errors.ts tells them to people. */
const PASSING = ["STORE_FULL", "DATABASE_LOCKED", "STORE_FAILING", "DATABASE_UNWRITABLE"] as const;
const LASTING = ["DATABASE_DAMAGED", "DATABASE_MISSING"] as const;

export const STORE_TROUBLES = [...PASSING, ...LASTING] as const;

export type StoreTroubleCode = (typeof STORE_TROUBLES)[number];

/** What keeps the store from its work, and since when. */
export interface StoreTrouble {
  readonly code: StoreTroubleCode;
  readonly message: string;
  readonly hint: string;
  readonly since: Date;
}

/** How the store is doing. */
export interface StoreHealth {
  /** Null while everything can be read and written. */
  trouble(): StoreTrouble | null;
  /** Resolves when writing works (again), or when aborted. */
  untilWritable(signal: AbortSignal): Promise<void>;
}

/** What is wrong with the store, where that is why something failed; null for every other error. */
export function storeTroubleOf(error: unknown): StoreTroubleCode | null {
  if (!(error instanceof Error)) return null;
  // grammY wraps what a handler threw.
  if ("error" in error) return storeTroubleOf(error.error);
  const code = "code" in error ? error.code : undefined;
  return STORE_TROUBLES.find((known) => known === code) ?? null;
}

/** Whether somebody can end the trouble while the program runs. */
export function isPassing(code: StoreTroubleCode): boolean {
  return PASSING.some((known) => known === code);
}

/** Whether it failed because the store cannot do its work now, and may do it later. */
export function failedForNow(error: unknown): boolean {
  const code = storeTroubleOf(error);
  return code !== null && isPassing(code);
}

/** For what nobody misses: done where the store works, else undefined. Other errors are thrown. */
export async function ifStoreWorks<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (storeTroubleOf(error) === null) throw error;
    return undefined;
  }
}

/** The trouble that an error tells of; `since` is when it was met. */
export function troubleFrom({ code, message, hint }: AppError, since: Date): StoreTrouble | null {
  const known = STORE_TROUBLES.find((trouble) => trouble === code);
  return known === undefined ? null : { code: known, message, hint, since };
}
