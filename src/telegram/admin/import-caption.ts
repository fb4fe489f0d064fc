import type { ArchiveOptions } from "../../channel/archive/archive.ts";
import { parseArchiveYear } from "../../channel/archive/year.ts";

export type CaptionOptions = Pick<ArchiveOptions, "channel" | "year">;

// @lenta_i_vektor, -1001234567890
const CHANNEL = /^(?:@[A-Za-z]\w{3,31}|-?\d{5,16})$/;
const COMMAND = /^\/import(?:@\w+)?(?=\s|$)/i;

/** What the caption of an archive says of it: the channel, and the year of its newest post; null where it says more. */
export function readCaption(caption: string, now: Date): CaptionOptions | null {
  let options: CaptionOptions = {};
  for (const word of caption.trim().replace(COMMAND, "").split(/\s+/).filter(Boolean)) {
    const year = parseArchiveYear(word, now);
    if (year !== null) options = { ...options, year };
    else if (CHANNEL.test(word)) options = { ...options, channel: word };
    else return null;
  }
  return options;
}
