import type { Config } from "../config.ts";
import { broken, type Finding, ok, warning } from "./finding.ts";

export interface SettingsFacts {
  /** Settings that cannot be followed stand here as if they were not set. */
  readonly config: Config;
  /** What is wrong with these, a sentence each. */
  readonly problems: readonly string[];
  /** There every address inside is reached from outside only as far as somebody lets it. */
  readonly isInContainer: boolean;
}

const EVERY_ADDRESS = ["0.0.0.0", "::", "[::]"];
// A name without a dot is this machine's, or that of a container beside it.
const NEARBY =
  /^(?:[\w-]+|127\.[\d.]+|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|\[::1\])$/;

/** Settings that cannot be followed, and those that can be and still make no sense together. */
export function judgeSettings(facts: SettingsFacts): Finding[] {
  const { config, problems } = facts;
  const findings = [
    ...problems.map((problem) =>
      broken("settings", problem, "Correct it in the environment or in .env; .env.example explains each"),
    ),
    ...(config.botToken === null ? settingsWithoutToken(config, problems) : settingsOfBot(facts)),
    ...addressSettings(config),
    ...modelSettings(config),
  ];
  return findings.length === 0 ? [ok("settings", "can be followed, and fit together")] : findings;
}

function settingsWithoutToken(config: Config, problems: readonly string[]): Finding[] {
  const ofBot = [
    ...(config.channels.length > 0 ? ["CHANNELS"] : []),
    ...(config.adminIds.length > 0 ? ["ADMIN_IDS"] : []),
    ...(config.receiving.kind === "webhook" ? ["WEBHOOK_URL"] : []),
  ];
  const isTokenBad = problems.some((problem) => problem.startsWith("BOT_TOKEN"));
  if (ofBot.length === 0 || isTokenBad) return [];
  const found = `${ofBot.join(", ")} set, and BOT_TOKEN is not: start opens the playground`;
  return [warning("settings", found, "Set BOT_TOKEN, which @BotFather gives, to run the bot")];
}

function settingsOfBot({ config, isInContainer }: SettingsFacts): Finding[] {
  return [
    ...peopleSettings(config),
    ...(config.receiving.kind === "webhook"
      ? webhookSettings(config)
      : pollingSettings(config, isInContainer)),
    ...keepingSettings(config),
  ];
}

function peopleSettings({ channels, adminIds }: Config): Finding[] {
  return [
    ...(channels.length > 0
      ? []
      : [
          warning(
            "settings",
            "CHANNELS is empty: new posts of no channel are kept",
            "Name the channels, such as CHANNELS=@your_channel, and make the bot an administrator there",
          ),
        ]),
    ...(adminIds.length > 0
      ? []
      : [
          warning(
            "settings",
            "ADMIN_IDS is empty: nobody may use /status, /import and /hide in chat",
            "Set it to your Telegram user id, a number; bots such as @userinfobot tell yours",
          ),
        ]),
  ];
}

function pollingSettings({ http }: Config, isInContainer: boolean): Finding[] {
  if (isInContainer || !EVERY_ADDRESS.includes(http.host)) return [];
  return [
    warning(
      "settings",
      `HTTP_HOST is ${http.host}: every network that reaches this machine sees the web server, and polling needs none of them`,
      "Set HTTP_HOST=127.0.0.1, unless another machine watches /health and /metrics",
    ),
  ];
}

function webhookSettings({ receiving, http, telegramApiRoot }: Config): Finding[] {
  if (receiving.kind === "polling" || !URL.canParse(receiving.url)) return [];
  const { hostname } = new URL(receiving.url);
  const findings: Finding[] = [];
  if (NEARBY.test(hostname) && telegramApiRoot === null) {
    findings.push(
      broken(
        "settings",
        `WEBHOOK_URL leads to ${hostname}, where Telegram cannot come`,
        "Set it to an https address that the internet reaches, or unset it and WEBHOOK_SECRET to poll",
      ),
    );
  }
  if (http.port === 0) {
    findings.push(
      broken(
        "settings",
        "HTTP_PORT is 0, another port at each start, and WEBHOOK_URL has to lead to it",
        "Set HTTP_PORT to the port that your reverse proxy passes requests to",
      ),
    );
  }
  return findings;
}

function keepingSettings({ databaseUrl, logLevel }: Config): Finding[] {
  const findings: Finding[] = [];
  if (databaseUrl === "file::memory:") {
    findings.push(
      warning(
        "settings",
        "DATABASE_URL is file::memory: all posts and subscriptions are gone when the bot stops",
        "Set it to a file, such as file:var/inforetriever.db",
      ),
    );
  }
  if (logLevel === "silent" || logLevel === "fatal") {
    const found = `LOG_LEVEL is ${logLevel}: nobody learns what goes wrong`;
    findings.push(warning("settings", found, "Set it to warn, or leave it empty for info"));
  }
  if (logLevel === "debug" || logLevel === "trace") {
    const found = `LOG_LEVEL is ${logLevel}: the log may hold what people write`;
    findings.push(
      warning("settings", found, "Leave it empty for info when you have found what you look for"),
    );
  }
  return findings;
}

function addressSettings({ telegramApiRoot }: Config): Finding[] {
  if (telegramApiRoot === null || !isOpenWay(telegramApiRoot)) return [];
  const found =
    "TELEGRAM_API_ROOT is an http address of another network: the token travels there unencrypted";
  return [warning("settings", found, "Use https, or a Bot API server on this machine or in its own network")];
}

function modelSettings({ model }: Config): Finding[] {
  if (model === null) return [];
  const findings: Finding[] = [];
  if (model.daily.all === 0 || model.daily.person === 0) {
    findings.push(
      warning(
        "settings",
        "LLM_MODEL is set, and it may be asked for 0 answers a day: all answers are quotes",
        "Raise LLM_DAILY_ANSWERS and LLM_DAILY_ANSWERS_PER_PERSON, or unset LLM_BASE_URL and LLM_MODEL",
      ),
    );
  }
  if (model.apiKey !== null && isOpenWay(model.baseUrl)) {
    const found = "LLM_BASE_URL is an http address of another network: LLM_API_KEY travels there unencrypted";
    findings.push(warning("settings", found, "Use https"));
  }
  return findings;
}

/** Whether others may listen on the way to it. */
function isOpenWay(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "http:" && !NEARBY.test(hostname);
}
