import { type Env, type Problems, read, readAddress, readCount } from "./environment.ts";

/** A language model on a server that speaks OpenAI's protocol. */
export interface ModelSettings {
  /** What `/chat/completions` is added to: without a trailing slash. */
  readonly baseUrl: string;
  readonly name: string;
  /** Null where the server asks for none. Never logged nor shown. */
  readonly apiKey: string | null;
  /** How many answers it may be asked for a day; 0 = none. */
  readonly daily: { readonly all: number; readonly person: number };
}

const KEY = /^[\x21-\x7e]+$/; // anything else cannot stand in a header
const OF_MODEL_ONLY = ["LLM_API_KEY", "LLM_DAILY_ANSWERS", "LLM_DAILY_ANSWERS_PER_PERSON"] as const;
const DAILY_ANSWERS = 1000;
const DAILY_ANSWERS_PER_PERSON = 30;

/** Both the address and the model, or neither. */
export function readModel(env: Env, problems: Problems): ModelSettings | null {
  const baseUrl = readModelAddress(env, problems);
  const name = read(env, "LLM_MODEL");
  if (baseUrl !== undefined && name !== undefined)
    return { baseUrl, name, apiKey: readKey(env, problems), daily: readDaily(env, problems) };
  if (baseUrl !== undefined) problems.push("LLM_BASE_URL is set, and LLM_MODEL is not: name the model, too");
  if (name !== undefined) problems.push("LLM_MODEL is set, and LLM_BASE_URL is not: name the server, too");
  const stray = OF_MODEL_ONLY.filter((setting) => read(env, setting) !== undefined);
  if (baseUrl === undefined && name === undefined && stray.length > 0)
    problems.push(`${stray.join(", ")} says nothing without LLM_BASE_URL and LLM_MODEL`);
  return null;
}

function readModelAddress(env: Env, problems: Problems): string | undefined {
  const value = readAddress(env, "LLM_BASE_URL", problems);
  if (value === undefined || !URL.canParse(value)) return value;
  const { username, password, search, hash } = new URL(value);
  // The value itself is never repeated: it may hold a password.
  if (`${username}${password}${search}${hash}` !== "")
    problems.push("LLM_BASE_URL has more than an address: a key belongs into LLM_API_KEY");
  return value.replace(/\/+$/, "");
}

function readKey(env: Env, problems: Problems): string | null {
  const key = read(env, "LLM_API_KEY") ?? null;
  if (key !== null && !KEY.test(key))
    problems.push("LLM_API_KEY has spaces or characters that no key has; it is one word");
  return key;
}

function readDaily(env: Env, problems: Problems): ModelSettings["daily"] {
  return {
    all: readCount(env, "LLM_DAILY_ANSWERS", problems) ?? DAILY_ANSWERS,
    person: readCount(env, "LLM_DAILY_ANSWERS_PER_PERSON", problems) ?? DAILY_ANSWERS_PER_PERSON,
  };
}
