import { broken, type Check, type Finding } from "../doctor/finding.ts";
import { reportError } from "../error-report.ts";
import { AppError } from "../errors.ts";

/** The findings of one check; one that fails is a finding, too, and the others go on. */
export async function checked(
  check: Check,
  look: () => readonly Finding[] | Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof AppError) return [broken(check, error.message, error.hint)];
    const { name, message } = reportError(error);
    return [broken(check, `could not be looked at: ${name}: ${message}`, adviceFor(error))];
  }
}

function adviceFor(error: unknown): string {
  const isOfSystem = error instanceof Error && "syscall" in error;
  return isOfSystem
    ? "See that the file is there and that this user may read it"
    : "If the database is damaged, see there; else this is a bug in inforetriever-bot";
}
