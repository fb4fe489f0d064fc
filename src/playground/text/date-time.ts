import type { Entity } from "../message.ts";

/** "r" relative, or a weekday, a short or long date and a short or long time: "wDT". */
const FORMAT = /^(?:r|w?[dD]?[tT]?)$/;

/** A moment that every reader sees by their own clock; undefined when the format is none. */
export function dateTime(
  unixTime: number,
  format: string | undefined,
  range: Pick<Entity, "offset" | "length">,
): Entity | undefined {
  if (format !== undefined && !FORMAT.test(format)) return undefined;
  const shown = format === undefined ? {} : { date_time_format: format };
  return { type: "date_time", ...range, unix_time: unixTime, ...shown };
}
