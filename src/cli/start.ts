import type { Command } from "commander";
import { createApp } from "../app.ts";
import type { AppError } from "../errors.ts";
import { createLog } from "../log.ts";
import type { Cli } from "./cli.ts";
import { runPlayground } from "./playground.ts";

/** `start`: the bot with BOT_TOKEN, the playground without. */
export function addStart(program: Command, cli: Cli): void {
  program
    .command("start", { isDefault: true })
    .description("run the bot; without BOT_TOKEN, the playground")
    .action(() => (cli.config.botToken === null ? runPlayground(cli) : runBot(cli, cli.config.botToken)));
}

async function runBot({ config, stderr, now, signal }: Cli, botToken: string): Promise<void> {
  const log = createLog(config.logLevel ?? "info", stderr);
  if (config.channels.length === 0) {
    log.warn("CHANNELS is empty: new posts of channels are ignored until it names them");
  }
  let fail: (error: AppError) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
    fail = reject;
  });
  const app = createApp({ ...config, botToken }, { log, now, onFatal: (error) => fail(error) });
  try {
    await Promise.race([app.start().then(() => ended), ended]);
  } finally {
    log.info("stopping");
    await app.stop();
  }
}
