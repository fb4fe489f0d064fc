import { withoutStrayStart } from "../search/stray-start.ts";

/** Where a text goes on after its title, which is shown above it already. */
export interface AfterTitle {
  readonly start: number;
  /** Whether the title stops inside a sentence that goes on there. */
  readonly isCut: boolean;
}

const NOTHING_SHOWN: AfterTitle = { start: 0, isCut: false };
/** A title has its spaces collapsed and has lost what nobody sees. */
const UNSEEN = /[\s\u00ad\u200b\u2060\ufeff]/;

/** The title as `titleOf` gives it; nothing is shown of the text where the title is that of a poll or of a file. */
export function afterTitle(text: string, title: string): AfterTitle {
  const shown = [...title.replace(/…$/, "")].filter((sign) => !UNSEEN.test(sign)).join("");
  if (shown === "") return NOTHING_SHOWN;
  for (let line = 0; line >= 0; line = nextLine(text, line)) {
    const end = endOf(shown, text, line);
    if (end === null) continue;
    const rest = text.slice(end);
    const isCut = title.endsWith("…") && !text.slice(line, end).endsWith("…") && !/^…/.test(rest);
    // "RecSys" is no title of "RecSys2024 …".
    if (!isCut && /^[\p{L}\p{N}]/u.test(rest)) continue;
    return { start: text.length - withoutStrayStart(rest).length, isCut: isCut && !rest.startsWith("\n") };
  }
  return NOTHING_SHOWN;
}

/** −1 after the last one. */
function nextLine(text: string, line: number): number {
  const end = text.indexOf("\n", line);
  return end < 0 ? -1 : end + 1;
}

/** Where the signs end that the line begins with; null where it begins with others. */
function endOf(shown: string, text: string, line: number): number | null {
  let at = line;
  for (const sign of shown) {
    while (UNSEEN.test(text.charAt(at))) at++;
    if (!text.startsWith(sign, at)) return null;
    at += sign.length;
  }
  return at;
}
