import { Command, CommanderError } from "commander";
import { secretsIn } from "../config/secrets.ts";
import { readSettings, refuseProblems } from "../config.ts";
import { redactor, reportError } from "../error-report.ts";
import { AppError, UsageError } from "../errors.ts";
import { packageVersion } from "../package-files.ts";
import { addAsk } from "./ask.ts";
import { addBackup } from "./backup.ts";
import type { Cli, Surroundings } from "./cli.ts";
import { addDigest } from "./digest.ts";
import { addDoctor, DOCTOR } from "./doctor.ts";
import { addImport } from "./import.ts";
import { addPaper } from "./paper.ts";
import { addPapers } from "./papers.ts";
import { addPlayground } from "./playground.ts";
import { addReindex } from "./reindex.ts";
import { addRestore } from "./restore.ts";
import { addSearch } from "./search.ts";
import { addStart } from "./start.ts";

/** Exit statuses that scripts may rely on. */
const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs one command and returns the exit status; every error ends as a readable line on stderr. */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const { config, problems } = readSettings(surroundings.env);
    const program = createProgram({ ...surroundings, config }, problems);
    await program.parseAsync(args.length === 0 ? ["start"] : [...args], { from: "user" });
    return DONE;
  } catch (error) {
    return report(error, surroundings);
  }
}

function createProgram(cli: Cli, problems: readonly string[]): Command {
  const program = new Command("inforetriever")
    .version(packageVersion(), "-V, --version")
    .description("Makes the archive of a Telegram channel answer")
    .configureOutput({
      writeOut: (text) => cli.stdout.write(text),
      writeErr: (text) => cli.stderr.write(redactor(secretsIn(cli.env))(text)),
    })
    .showHelpAfterError("(add --help for the options)")
    .exitOverride()
    // Only the doctor has something to say about settings that cannot be followed.
    .hook("preAction", (_program, command) => {
      if (command.name() !== DOCTOR) refuseProblems(problems);
    });
  // A command's code is imported when it runs: reading all of this program takes longer than a search.
  const open = async () => (await import("./open-archive.ts")).openArchive(cli.config);
  const look = async () => (await import("../store/open-reader.ts")).openReader(cli.config.databaseUrl);
  addStart(program, cli);
  addPlayground(program, cli);
  addImport(program, cli, open);
  addReindex(program, cli, open);
  addSearch(program, cli, look);
  addAsk(program, cli, look);
  addPaper(program, cli, look);
  addDigest(program, cli);
  addBackup(program, cli);
  addRestore(program, cli);
  const toEnrich = async () => (await import("./open-archive.ts")).openToEnrich(cli.config);
  addPapers(program, cli, { look, toEnrich });
  addDoctor(program, cli, problems);
  return program;
}

function report(error: unknown, surroundings: Surroundings): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (!(error instanceof AppError)) {
    const { LOG_LEVEL } = surroundings.env;
    return reportBug(error, { ...surroundings, isTraced: LOG_LEVEL === "debug" || LOG_LEVEL === "trace" });
  }
  const hide = redactor(secretsIn(surroundings.env));
  // By its code docs/operations.md has more of it.
  surroundings.stderr.write(hide(`error: ${error.message}\n  ${error.hint} [${error.code}]\n`));
  return error instanceof UsageError ? WRONG_USAGE : FAILED;
}

/** Says what nobody has foreseen, with the place in the program if `isTraced`; returns the exit status. */
export function reportBug(
  error: unknown,
  { stderr, env, isTraced }: Pick<Surroundings, "stderr" | "env"> & { readonly isTraced: boolean },
): number {
  const { name, message, stack } = reportError(error);
  const hint = isTraced ? "" : "; LOG_LEVEL=debug shows where";
  const trace = isTraced && stack !== undefined ? `${stack}\n` : "";
  const said = `error: ${name}: ${message}\n  This is a bug in inforetriever-bot${hint}\n${trace}`;
  stderr.write(redactor(secretsIn(env))(said));
  return FAILED;
}
