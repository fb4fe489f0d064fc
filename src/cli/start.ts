import type { Command } from "commander";
import type { Cli } from "./cli.ts";

/** `start`: the bot with BOT_TOKEN, the playground without. */
export function addStart(program: Command, cli: Cli): void {
  program
    .command("start")
    .description("run the bot; without BOT_TOKEN, the playground")
    .action(() => (cli.config.botToken === null ? startPlayground(cli) : startBot(cli, cli.config.botToken)));
}

async function startPlayground(cli: Cli): Promise<void> {
  const { runPlayground } = await import("./run-playground.ts");
  await runPlayground(cli);
}

async function startBot(cli: Cli, botToken: string): Promise<void> {
  const { runBot } = await import("./run-bot.ts");
  await runBot(cli, botToken);
}
