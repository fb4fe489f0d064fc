import type { Command } from "commander";
import type { Cli } from "./cli.ts";
import type { DoctorOptions } from "./run-doctor.ts";

/** The command that runs with settings that cannot be followed, too. */
export const DOCTOR = "doctor";

/** `doctor`: what is wrong with the bot and its surroundings, and what to do about it. */
export function addDoctor(program: Command, cli: Cli, problems: readonly string[]): void {
  program
    .command(DOCTOR)
    .description("say what is wrong with the bot and what to do about it; changes nothing")
    .option("--json", "print {ok, findings: [{check, verdict, found, advice}]}")
    .action(async (options: DoctorOptions) => {
      const { runDoctor } = await import("./run-doctor.ts");
      await runDoctor(options, { cli, problems });
    });
}
