import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

const HALF = "AACanary-Secret_HalfOfTheToken0123456";

/** Secrets as the settings have them. None is of a form that could be known by its looks, but for the whole token. */
export const SECRETS = {
  BOT_TOKEN: `7654321098:${HALF}`,
  LLM_API_KEY: "canary%Key\"of'the=model",
  WEBHOOK_SECRET: "canary_webhook_secret_0123456789",
};

const NEVER_SHOWN = [...Object.values(SECRETS), HALF].flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  Buffer.from(secret).toString("hex"),
]);

/** The secrets that the bytes have, in whatever spelling. */
export function secretsIn(bytes: Buffer): string[] {
  return NEVER_SHOWN.filter((secret) => bytes.includes(secret));
}

export interface Shown {
  readonly folder: string;
  /** What the process has said on both its outputs. */
  readonly output: string;
  readonly status: number | null;
}

/** Nothing that the process has said or left behind has a secret in it. */
export function expectNoSecrets({ folder, output }: Shown, scene: string): void {
  expect({ scene, found: secretsIn(Buffer.from(output)), output }).toMatchObject({ found: [] });
  for (const file of filesUnder(folder))
    expect({ scene, file, found: secretsIn(readFileSync(file)) }).toMatchObject({ found: [] });
}

function filesUnder(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return paths.map((path) => join(folder, path)).filter((path) => statSync(path).isFile());
}

export interface Scene {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it runs; absent = an empty folder. */
  readonly folder?: string;
  /** Looks at the running process; when it resolves, the process is ended. Absent = it ends by itself. */
  readonly during?: (running: Running) => Promise<void>;
  readonly ending?: NodeJS.Signals;
}

interface Running {
  /** Resolves when the process has said so, or has ended. */
  saying(words: RegExp): Promise<string>;
}

/** Runs the built program with the token set, in a folder that everything it writes is in. */
export async function play(main: string, scene: Scene): Promise<Shown> {
  const { args = ["start"], env = {}, folder = temporaryFolder(), during, ending = "SIGTERM" } = scene;
  mkdirSync(join(folder, "tmp"), { recursive: true });
  const own = { PATH: process.env.PATH, HOME: folder, TMPDIR: join(folder, "tmp"), NODE_ENV: "test" };
  const settings = {
    LOG_LEVEL: "trace",
    HTTP_PORT: "0",
    CHANNELS: "@canary_news",
    ADMIN_IDS: "1",
    ...SECRETS,
  };
  const child = spawn(process.execPath, [main, ...args], {
    cwd: folder,
    env: { ...own, ...settings, WEBHOOK_SECRET: "", LLM_API_KEY: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "close");
  const said = new Said(child);
  if (during !== undefined) {
    await Promise.race([ended, during({ saying: (words) => said.until(words, ended) })]);
    child.kill(ending);
  }
  const [status] = await ended;
  return { folder, output: said.text, status };
}

class Said {
  text = "";
  #waiting: (() => void)[] = [];

  constructor({ stdout, stderr }: ChildProcess) {
    for (const stream of [stdout, stderr])
      stream?.on("data", (chunk) => {
        this.text += String(chunk);
        for (const wake of this.#waiting.splice(0)) wake();
      });
  }

  async until(words: RegExp, ended: Promise<unknown>): Promise<string> {
    let isOver = false;
    void ended.then(() => {
      isOver = true;
    });
    while (!isOver && !words.test(this.text))
      await Promise.race([ended, new Promise<void>((resolve) => this.#waiting.push(resolve))]);
    return this.text;
  }
}
