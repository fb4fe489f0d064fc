import { isObject, type JsonObject, parseJson } from "./json.ts";
import { badRequest } from "./refusal.ts";

export interface Upload {
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/** The arguments of one call. Forms and query strings carry numbers, booleans and JSON as text, JSON bodies do not. */
export interface Params {
  readonly values: JsonObject;
  readonly files: ReadonlyMap<string, Upload>;
}

export function hasParam({ values }: Params, name: string): boolean {
  return values[name] !== undefined && values[name] !== null && values[name] !== "";
}

/** "" when it is missing. */
export function textParam({ values }: Params, name: string): string {
  return asText(values[name]);
}

/** Numbers that cannot be read count as missing, as on the real server. */
export function integerParam(params: Params, name: string, fallback = 0): number {
  return asInteger(params.values[name]) ?? fallback;
}

export function booleanParam({ values }: Params, name: string): boolean {
  return asBoolean(values[name]);
}

/** Undefined when it is missing; refuses text that is not JSON, naming it by `what`. */
export function jsonParam(params: Params, name: string, what: string): unknown {
  const value = params.values[name];
  if (typeof value !== "string") return value ?? undefined;
  if (value === "") return undefined;
  const parsed = parseJson(value);
  if (parsed === undefined) throw badRequest(`can't parse ${what} JSON object`);
  return parsed;
}

export function asText(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

export function asInteger(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : undefined;
}

export function asBoolean(value: unknown): boolean {
  return value === true || value === 1 || (typeof value === "string" && /^\s*(true|yes|1)\s*$/i.test(value));
}

/** The named fields of an object that are present, as they are. */
export function pick(source: unknown, names: readonly string[]): JsonObject {
  if (!isObject(source)) return {};
  return Object.fromEntries(
    names.flatMap((name) => (source[name] === undefined ? [] : [[name, source[name]]])),
  );
}
