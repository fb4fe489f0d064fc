import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { bareId } from "../../src/channel/channel-id.ts";
import { prepareArchive } from "../../src/cli/playground-archive.ts";
import { chatIdOf, playgroundWorld } from "../../src/cli/playground-world.ts";
import { parseConfig } from "../../src/config.ts";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { buildProgram } from "./compiled.ts";
import type { Stage } from "./hostile-updates.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** Of one thread, since it was asked before. */
interface ThreadFigures {
  /** The longest time for which its event loop did not turn, whoever had the processor. */
  readonly delayMs: number;
  /** The longest that it worked in one go, and a tick of the watch more; 0 where the system does not tell. */
  readonly busiestMs: number;
  readonly heapMb: number;
}

export interface ProcessFigures {
  readonly main: ThreadFigures;
  readonly threads: readonly ThreadFigures[];
  readonly rssMb: number;
}

/** The built bot in a process of its own, over the sample channel, with many people and groups. */
export interface WatchedBot {
  readonly playground: Playground;
  readonly databaseUrl: string;
  /** Somewhere that update number so much can come from. */
  stage(number: number): Stage;
  figures(): Promise<ProcessFigures>;
  /** What was logged as an error since this was asked before, in the words of the log. */
  newErrors(): readonly string[];
  /** Somebody whom no damaged update names asks a question and gets its answer. Rejects when the bot has ended. */
  answersSomebody(): Promise<void>;
  /** What stands in the chats is forgotten: else Telegram's memory is full before the night is over. */
  forgetChats(): void;
}

const PEOPLE = Array.from({ length: 2000 }, (_, at) => 10_000 + at);
const WITNESSES = Array.from({ length: 400 }, (_, at) => 50_000 + at);
const GROUPS = Array.from({ length: 100 }, (_, at) => -1_001_700_000_000 - at);
const WATCH = new URL("./loop-watch.mjs", import.meta.url).href;
const ANSWER_MS = 60_000;
const QUESTION = "холодный старт";
const LEVEL_OF_ERRORS = 50; // pino's

export async function aWatchedBot(env: Readonly<Record<string, string>> = {}): Promise<WatchedBot> {
  const folder = temporaryFolder();
  const archive = await prepareArchive(
    {
      config: parseConfig({ DATABASE_URL: `file:${join(folder, "none.db")}` }),
      now: () => new Date(),
      fetch: globalThis.fetch,
      signal: new AbortController().signal,
    },
    folder,
  );
  const [history] = archive.channels;
  if (history === undefined) throw new Error("The sample has no channel");
  const sample = playgroundWorld(archive.channels);
  const reader = (id: number) => ({ id, first_name: "Reader", language_code: "ru", hasStarted: true });
  const groups = GROUPS.map((id) => ({
    id,
    title: "Группа",
    kind: "supergroup" as const,
    members: PEOPLE,
    botIsMember: true,
  }));
  const world = {
    ...sample,
    users: [...sample.users, ...PEOPLE.map(reader), ...WITNESSES.map(reader)],
    groups: [...(sample.groups ?? []), ...groups],
  };
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world });
  onTestFinished(() => playground.close());
  const bot = await RunningBot.start(buildProgram(folder), {
    ...process.env,
    BOT_TOKEN: playground.token,
    TELEGRAM_API_ROOT: playground.apiRoot,
    CHANNELS: String(bareId(chatIdOf(history))),
    ADMIN_IDS: PEOPLE.slice(0, 10).join(),
    DATABASE_URL: archive.databaseUrl,
    HTTP_PORT: "0",
    LOG_LEVEL: "info",
    ...env,
  });
  let asked = 0;
  return {
    playground,
    databaseUrl: archive.databaseUrl,
    stage: (number) => ({
      personId: PEOPLE[number % PEOPLE.length] ?? 0,
      groupId: GROUPS[number % GROUPS.length] ?? 0,
      channelId: chatIdOf(history),
    }),
    figures: () => bot.figures(),
    newErrors: () => bot.newErrors(),
    answersSomebody: async () => {
      const id = WITNESSES[asked++ % WITNESSES.length] ?? 0;
      playground.telegram.send(id, id, QUESTION);
      await Promise.race([
        playground.telegram.waitForMessage(id, ({ text }) => text?.includes(QUESTION) ?? false, ANSWER_MS),
        bot.ended.then((why) => Promise.reject(new Error(why))),
      ]).catch((cause) => {
        throw new Error([`${cause}`, ...bot.newErrors()].join("\n"));
      });
    },
    forgetChats: () => {
      const { telegram } = playground;
      for (const id of [...PEOPLE, ...WITNESSES, ...GROUPS, chatIdOf(history)])
        for (const { message_id } of telegram.messages(id).slice(0, -60))
          telegram.deleteMessage(id, message_id);
    },
  };
}

class RunningBot {
  /** What it said at last, when it has ended. */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  #errors: string[] = [];
  #last: string[] = [];

  static async start(main: string, env: NodeJS.ProcessEnv): Promise<RunningBot> {
    const bot = new RunningBot(
      spawn(process.execPath, ["--expose-gc", "--import", WATCH, main, "start"], {
        env,
        stdio: ["ignore", "ignore", "pipe", "ipc"],
      }),
    );
    await bot.#ready();
    return bot;
  }

  private constructor(process: ChildProcess) {
    this.#process = process;
    onTestFinished(() => void process.kill("SIGKILL"));
    this.ended = once(process, "exit").then(
      ([status, signal]) => `The bot ended with ${signal ?? status}:\n${this.#last.join("\n")}`,
    );
  }

  async #ready(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      let rest = "";
      this.#process.stderr?.on("data", (chunk) => {
        const lines = `${rest}${chunk}`.split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) this.#note(line);
        if (lines.some((line) => line.includes('"msg":"ready"'))) resolve();
      });
      void this.ended.then((why) => reject(new Error(why)));
    });
  }

  #note(line: string): void {
    this.#last = [...this.#last.slice(-30), line];
    if (isError(line)) this.#errors.push(line);
  }

  newErrors(): readonly string[] {
    const errors = this.#errors;
    this.#errors = [];
    return errors;
  }

  async figures(): Promise<ProcessFigures> {
    const told = once(this.#process, "message");
    this.#process.send("report");
    const [figures] = await told;
    return figures;
  }
}

function isError(line: string): boolean {
  try {
    return JSON.parse(line).level >= LEVEL_OF_ERRORS;
  } catch {
    return true; // what is no event of the log is a complaint of Node
  }
}
