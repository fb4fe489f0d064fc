import { type DestinationStream, type Logger, pino } from "pino";

/** Events with fields on stderr: stdout belongs to data. */
export function createLog(level: string, destination: DestinationStream): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
