import { type DestinationStream, type Logger, pino } from "pino";
import { redactor } from "./error-report.ts";

/** Events with fields on stderr: stdout belongs to data. The secrets are in none of them. */
export function createLog(
  level: string,
  destination: DestinationStream,
  secrets: readonly string[] = [],
): Logger {
  const hide = redactor(secrets);
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  return pino(options, { write: (line) => destination.write(hide(line)) });
}
