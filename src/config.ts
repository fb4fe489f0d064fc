import { type Backups, readBackups } from "./config/backups.ts";
import { type Env, type Problems, read, readAddress, readList, readOneOf } from "./config/environment.ts";
import { type ModelSettings, readModel } from "./config/model-settings.ts";
import { type Receiving, readReceiving } from "./config/receiving.ts";
import { UsageError } from "./errors.ts";

type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  /** Null opens the playground instead of the real bot. */
  readonly botToken: string | null;
  readonly channels: readonly AcceptedChannel[];
  readonly adminIds: readonly number[];
  readonly databaseUrl: string;
  /** How updates come in. */
  readonly receiving: Receiving;
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
  readonly backups: Backups;
  /** Null where the environment does not say: each command has its own. */
  readonly logLevel: LogLevel | null;
}

/** A list that operators may edit: a file of theirs, the package's own, or null for none. */
export type ListSetting = { readonly file: string } | "shipped" | null;

/** A channel that the bot accepts posts from; an id is bare, without Telegram's -100 prefix. */
export type AcceptedChannel = { readonly username: string } | { readonly telegramId: number };

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;
const TOKEN = /^\d{5,}:[A-Za-z0-9_-]{8,}$/; // 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw
const DEFAULT_PORT = 8080;
const DEFAULT_TIMEZONE = "Europe/Moscow";
const USERNAME = /^@?([A-Za-z][A-Za-z0-9_]{3,31})$/;
const CHANNEL_ID = /^(?:-100)?([1-9]\d{0,12})$/; // Telegram writes -100 before the id in the Bot API
// https://core.telegram.org/bots/faq: what paid broadcasts allow.
const MOST_MESSAGES_PER_SECOND = 1000;

/** The settings that an environment describes. Throws one UsageError that lists every problem. */
export function parseConfig(env: Env): Config {
  const { config, problems } = readSettings(env);
  refuseProblems(problems);
  return config;
}

/** Throws one UsageError that lists every problem, where there are some. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length === 0) return;
  throw new UsageError(
    "BAD_SETTINGS",
    `Settings have ${problems.length} problem(s):\n- ${problems.join("\n- ")}`,
    {
      hint: "Correct them in the environment or in .env; .env.example explains each",
    },
  );
}

/** The same with what is wrong, a sentence each; what cannot be followed is then as if it were not set. */
export function readSettings(env: Env): { config: Config; problems: readonly string[] } {
  const problems: Problems = [];
  const config: Config = {
    botToken: readToken(env, problems),
    channels: readList(env, "CHANNELS").flatMap((entry) => readChannel(entry, problems)),
    adminIds: readList(env, "ADMIN_IDS").flatMap((entry) => readAdmin(entry, problems)),
    databaseUrl: read(env, "DATABASE_URL") ?? "file:var/inforetriever.db",
    receiving: readReceiving(env, problems),
    http: { host: read(env, "HTTP_HOST") ?? "127.0.0.1", port: readPort(env, problems) },
    telegramApiRoot: readAddress(env, "TELEGRAM_API_ROOT", problems)?.replace(/\/+$/, "") ?? null,
    arxivApiUrl: readAddress(env, "ARXIV_API_URL", problems) ?? "https://export.arxiv.org/api/query",
    defaultLanguage: readLanguage(env, problems),
    timezone: readTimezone(env, problems),
    glossary: readListSetting(env, "GLOSSARY"),
    knownPapers: readListSetting(env, "KNOWN_PAPERS"),
    model: readModel(env, problems),
    messagesPerSecond: readMessagesPerSecond(env, problems),
    backups: readBackups(env, problems),
    logLevel: readOneOf(env, "LOG_LEVEL", LOG_LEVELS, problems) ?? null,
  };
  return { config, problems };
}

function readListSetting(env: Env, name: string): ListSetting {
  const value = read(env, name);
  if (value === undefined) return "shipped";
  return value.toLowerCase() === "off" ? null : { file: value };
}

function readToken(env: Env, problems: Problems): string | null {
  const token = read(env, "BOT_TOKEN");
  if (token === undefined) return null;
  if (TOKEN.test(token)) return token;
  // The value itself is never repeated: this text ends up in logs.
  problems.push("BOT_TOKEN does not look like a token: digits, a colon, then letters");
  return null;
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
  const value = read(env, "HTTP_PORT") ?? String(DEFAULT_PORT);
  const port = Number(value);
  if (/^\d{1,5}$/.test(value) && port <= 65_535) return port;
  problems.push(`HTTP_PORT is "${value}", not a port (0–65535)`);
  return DEFAULT_PORT;
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
  if (timezone === undefined) return DEFAULT_TIMEZONE; // asking whether there is such a zone loads all of them
  try {
    new Intl.DateTimeFormat("en", { timeZone: timezone });
    return timezone;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(`TIMEZONE is "${timezone}", not an IANA zone such as Europe/Moscow`);
    return DEFAULT_TIMEZONE;
  }
}
