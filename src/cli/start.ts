import type { Command } from "commander";
import { createApp } from "../app.ts";
import { createLog } from "../log.ts";
import type { Cli } from "./cli.ts";
import { runPlayground } from "./playground.ts";
import { untilStopped } from "./until-stopped.ts";

/** `start`: the bot with BOT_TOKEN, the playground without. */
export function addStart(program: Command, cli: Cli): void {
  program
    .command("start")
    .description("run the bot; without BOT_TOKEN, the playground")
    .action(() => (cli.config.botToken === null ? runPlayground(cli) : runBot(cli, cli.config.botToken)));
}

async function runBot({ config, stderr, now, signal }: Cli, botToken: string): Promise<void> {
  const log = createLog(config.logLevel ?? "info", stderr);
  if (config.channels.length === 0) {
    log.warn("CHANNELS is empty: new posts of channels are ignored until it names them");
  }
  await untilStopped(signal, (onFatal) => createApp({ ...config, botToken }, { log, now, onFatal }));
  log.info("stopped");
}
