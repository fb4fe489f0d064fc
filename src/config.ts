import { UsageError } from "./errors.ts";

type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** Null opens the playground instead of the real bot. */
  readonly botToken: string | null;
  readonly channels: readonly AcceptedChannel[];
  readonly adminIds: readonly number[];
  readonly databaseUrl: string;
  readonly http: { readonly host: string; readonly port: number };
  /** Without a trailing slash; null is Telegram's own server. */
  readonly telegramApiRoot: string | null;
  /** Where arXiv is asked about papers, by `papers enrich` only. */
  readonly arxivApiUrl: string;
  /** The name of a file of texts, such as `ru`. */
  readonly defaultLanguage: string;
  /** IANA name. */
  readonly timezone: string;
  /** Other words for the same thing. */
  readonly glossary: ListSetting;
  /** Well-known papers. */
  readonly knownPapers: ListSetting;
  /** What words answers; null: they are quotes. */
  readonly model: ModelSettings | null;
  /** How many messages a second Telegram takes from the bot in all: 30, or more where broadcasts are paid for. */
  readonly messagesPerSecond: number;
  /** Null where the environment does not say: each command has its own. */
  readonly logLevel: LogLevel | null;
}

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

/** A list that operators may edit: a file of theirs, the package's own, or null for none. */
export type ListSetting = { readonly file: string } | "shipped" | null;

/** A channel that the bot accepts posts from; an id is bare, without Telegram's -100 prefix. */
export type AcceptedChannel = { readonly username: string } | { readonly telegramId: number };

type Env = Readonly<Record<string, string | undefined>>;
type Problems = string[];

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const TOKEN = /^\d{5,}:[A-Za-z0-9_-]{8,}$/; // 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw
const USERNAME = /^@?([A-Za-z][A-Za-z0-9_]{3,31})$/;
const CHANNEL_ID = /^(?:-100)?([1-9]\d{0,12})$/; // Telegram writes -100 before the id in the Bot API
const PLANNED = ["WEBHOOK_URL", "WEBHOOK_SECRET"] as const;
const KEY = /^[\x21-\x7e]+$/; // anything else cannot stand in a header
const OF_MODEL_ONLY = ["LLM_API_KEY", "LLM_DAILY_ANSWERS", "LLM_DAILY_ANSWERS_PER_PERSON"] as const;
// https://core.telegram.org/bots/faq: what paid broadcasts allow.
const MOST_MESSAGES_PER_SECOND = 1000;
const DAILY_ANSWERS = 1000;
const DAILY_ANSWERS_PER_PERSON = 30;

/** The settings that an environment describes. Throws one UsageError that lists every problem. */
export function parseConfig(env: Env): Config {
  const problems: Problems = [];
  const config: Config = {
    botToken: readToken(env, problems),
    channels: readList(env, "CHANNELS").flatMap((entry) => readChannel(entry, problems)),
    adminIds: readList(env, "ADMIN_IDS").flatMap((entry) => readAdmin(entry, problems)),
    databaseUrl: read(env, "DATABASE_URL") ?? "file:var/inforetriever.db",
    http: { host: read(env, "HTTP_HOST") ?? "127.0.0.1", port: readPort(env, problems) },
    telegramApiRoot: readAddress(env, "TELEGRAM_API_ROOT", problems)?.replace(/\/+$/, "") ?? null,
    arxivApiUrl: readAddress(env, "ARXIV_API_URL", problems) ?? "https://export.arxiv.org/api/query",
    defaultLanguage: readLanguage(env, problems),
    timezone: readTimezone(env, problems),
    glossary: readListSetting(env, "GLOSSARY"),
    knownPapers: readListSetting(env, "KNOWN_PAPERS"),
    model: readModel(env, problems),
    messagesPerSecond: readMessagesPerSecond(env, problems),
    logLevel: readOneOf(env, "LOG_LEVEL", LOG_LEVELS, problems) ?? null,
  };
  refusePlanned(env, problems);
  if (problems.length === 0) return config;
  throw new UsageError(
    "BAD_SETTINGS",
    `Settings have ${problems.length} problem(s):\n- ${problems.join("\n- ")}`,
    {
      hint: "Correct them in the environment or in .env; .env.example explains each",
    },
  );
}

/** An empty variable counts as absent: that is how .env.example leaves them. */
function read(env: Env, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

function readList(env: Env, name: string): string[] {
  const entries = (read(env, name) ?? "").split(",").map((entry) => entry.trim());
  return entries.filter((entry) => entry !== "");
}

function readListSetting(env: Env, name: string): ListSetting {
  const value = read(env, name);
  if (value === undefined) return "shipped";
  return value.toLowerCase() === "off" ? null : { file: value };
}

function readToken(env: Env, problems: Problems): string | null {
  const token = read(env, "BOT_TOKEN");
  if (token === undefined) return null;
  // The value itself is never repeated: this text ends up in logs.
  if (!TOKEN.test(token))
    problems.push("BOT_TOKEN does not look like a token: digits, a colon, then letters");
  return token;
}

function readChannel(entry: string, problems: Problems): AcceptedChannel[] {
  const id = CHANNEL_ID.exec(entry)?.[1];
  if (id !== undefined) return [{ telegramId: Number(id) }];
  const username = USERNAME.exec(entry)?.[1];
  if (username !== undefined) return [{ username }];
  problems.push(`CHANNELS has "${entry}", which is neither an @username nor a numeric id`);
  return [];
}

function readAdmin(entry: string, problems: Problems): number[] {
  if (/^[1-9]\d{0,15}$/.test(entry)) return [Number(entry)];
  problems.push(`ADMIN_IDS has "${entry}", which is not a Telegram user id (a positive number)`);
  return [];
}

function readPort(env: Env, problems: Problems): number {
  const value = read(env, "HTTP_PORT") ?? "8080";
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535)
    problems.push(`HTTP_PORT is "${value}", not a port (0–65535)`);
  return port;
}

function readAddress(env: Env, name: string, problems: Problems): string | undefined {
  const value = read(env, name);
  if (value !== undefined && !(/^https?:\/\//.test(value) && URL.canParse(value))) {
    problems.push(`${name} is "${value}", not an http(s) address`);
  }
  return value;
}

/** Both the address and the model, or neither. */
function readModel(env: Env, problems: Problems): ModelSettings | null {
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

function readCount(env: Env, name: string, problems: Problems): number | undefined {
  const value = read(env, name);
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) problems.push(`${name} is "${value}", not a whole number from 0`);
  return Number(value);
}

function readMessagesPerSecond(env: Env, problems: Problems): number {
  const value = read(env, "MESSAGES_PER_SECOND") ?? "30";
  const rate = Number(value);
  if (!/^\d{1,4}$/.test(value) || rate < 1 || rate > MOST_MESSAGES_PER_SECOND)
    problems.push(
      `MESSAGES_PER_SECOND is "${value}", not a whole number from 1 to ${MOST_MESSAGES_PER_SECOND}`,
    );
  return rate;
}

/** Whether there are texts in it is known where they are read. */
function readLanguage(env: Env, problems: Problems): string {
  const value = (read(env, "DEFAULT_LANGUAGE") ?? "ru").toLowerCase();
  if (!/^[a-z]{2,3}$/.test(value))
    problems.push(`DEFAULT_LANGUAGE is "${value}", not the code of a language such as ru or en`);
  return value;
}

function readTimezone(env: Env, problems: Problems): string {
  const timezone = read(env, "TIMEZONE");
  if (timezone === undefined) return "Europe/Moscow"; // asking whether there is such a zone loads all of them
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(`TIMEZONE is "${timezone}", not an IANA zone such as Europe/Moscow`);
  }
  return timezone;
}

function readOneOf<T extends string>(
  env: Env,
  name: string,
  allowed: readonly T[],
  problems: Problems,
): T | undefined {
  const value = read(env, name);
  const found = allowed.find((choice) => choice === value?.toLowerCase());
  if (value !== undefined && found === undefined) {
    problems.push(`${name} is "${value}", not one of ${allowed.join(", ")}`);
  }
  return found;
}

/** A setting that is silently ignored would be worse than an error. */
function refusePlanned(env: Env, problems: Problems): void {
  for (const name of PLANNED) {
    if (read(env, name) !== undefined)
      problems.push(`${name} is set, but this version does not use it yet; unset it`);
  }
}
