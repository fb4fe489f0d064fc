import { secretsIn } from "../config/secrets.ts";
import type { Finding } from "../doctor/finding.ts";
import { redactor } from "../error-report.ts";
import { AppError } from "../errors.ts";
import type { Cli } from "./cli.ts";
import { checkFiles } from "./doctor-files.ts";
import { findingsJson, findingText, summaryText } from "./doctor-report.ts";
import { checkSettings } from "./doctor-settings.ts";
import { checkStore } from "./doctor-store.ts";
import { checkTelegram } from "./doctor-telegram.ts";

export interface DoctorOptions {
  readonly json?: boolean;
}

export interface DoctorRun {
  readonly cli: Cli;
  /** Settings that cannot be followed. */
  readonly problems: readonly string[];
}

/** Looks at everything and tells each finding as soon as it is known. Throws AppError when something is broken. */
export async function runDoctor({ json = false }: DoctorOptions, run: DoctorRun): Promise<void> {
  const { stdout, stderr, signal, env } = run.cli;
  const hide = redactor(secretsIn(env)); // settings may have got into each other's places
  const findings: Finding[] = [];
  for await (const finding of allFindings(run)) {
    findings.push(finding);
    if (!json) stdout.write(hide(findingText(finding)));
    if (signal.aborted) break;
  }
  if (signal.aborted) stderr.write("stopped: what comes after was not looked at\n");
  stdout.write(json ? hide(findingsJson(findings)) : `\n${summaryText(findings)}`);
  throwBroken(findings);
}

async function* allFindings(run: DoctorRun): AsyncGenerator<Finding> {
  yield* checkSettings(run);
  yield* checkTelegram(run.cli);
  yield* checkFiles(run.cli);
  yield* checkStore(run.cli);
}

function throwBroken(findings: readonly Finding[]): void {
  const checks = new Set(findings.flatMap(({ check, verdict }) => (verdict === "broken" ? [check] : [])));
  if (checks.size === 0) return;
  throw new AppError("DOCTOR_FOUND_BROKEN", `Something is broken: ${[...checks].join(", ")}`, {
    hint: "What to do stands with each; run this again afterwards",
  });
}
