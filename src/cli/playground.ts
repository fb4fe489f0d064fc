import type { Command } from "commander";
import type { Cli } from "./cli.ts";

/** `playground`: the bot and a Telegram to try it in, on this machine alone. */
export function addPlayground(program: Command, cli: Cli): void {
  program
    .command("playground")
    .description("chat with the bot in the browser; needs no token and no network")
    .action(async () => {
      const { runPlayground } = await import("./run-playground.ts");
      await runPlayground(cli);
    });
}
