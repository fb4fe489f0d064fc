import { AppError } from "../../errors.ts";

/** Where reading stopped, and what had been read by then. */
export interface Damage {
  /** The archive as the person named it. */
  readonly file: string;
  /** "byte 1024", "line 7". */
  readonly place: string;
  readonly lastMessageId: number | null;
}

/** The archive stops before its end. */
export function truncated(damage: Damage): AppError {
  return new AppError(
    "ARCHIVE_TRUNCATED",
    `${damage.file} is cut off at ${damage.place}; ${lastGood(damage.lastMessageId)}`,
    {
      hint: "What was read before is good. Export or download the archive again and import it over this one.",
    },
  );
}

/** The archive goes on, but what follows cannot be understood. */
export function damaged(damage: Damage, reason: string): AppError {
  return new AppError(
    "ARCHIVE_DAMAGED",
    `${damage.file} is damaged at ${damage.place} (${reason}); ${lastGood(damage.lastMessageId)}`,
    {
      hint: "What was read before is good. Export or download the archive again and import it over this one.",
    },
  );
}

const MAX_NAME_CHARS = 128; // Telegram lets no chat have more; a damaged file may

/** A name as it stands in a message for people. */
export function quoted(name: string | null): string {
  const shown = name !== null && name.length > MAX_NAME_CHARS ? `${name.slice(0, MAX_NAME_CHARS)}…` : name;
  return `"${shown?.toWellFormed()}"`;
}

/** Nothing of what we read. */
export function unknownArchive(file: string, seen: string): AppError {
  return new AppError("ARCHIVE_UNKNOWN", `${file} is not a channel archive: ${seen}`, {
    hint:
      "Give Telegram Desktop's export (result.json, or the folder with messages.html), " +
      "a saved page of https://t.me/s/NAME or that address itself, or a channel page saved as text.",
  });
}

/** A chat that is not a channel; `what` names it: `personal chat "Ann"`. */
export function notAChannel(file: string, what: string): AppError {
  return new AppError("NOT_A_CHANNEL", `${file} holds no channel: ${what}`, {
    hint: "Only channels are imported. In Telegram Desktop open the channel itself and choose Export chat history.",
  });
}

const MAX_NAMED = 20; // more lines would push what can be done off the screen

/** Several files of one archive that could not be read to their end. */
class UnreadFiles extends AppError {
  readonly each: readonly AppError[];

  constructor(each: readonly AppError[]) {
    const named = each.slice(0, MAX_NAMED).map(({ message }) => message);
    if (each.length > MAX_NAMED) named.push(`and ${each.length - MAX_NAMED} more`);
    super("ARCHIVE_INCOMPLETE", [`${each.length} files were not read to their end`, ...named].join("\n  "), {
      hint: [...new Set(each.map(({ hint }) => hint))].join("\n  "),
      cause: each[0],
    });
    this.each = each;
  }
}

/** Throws for whatever went wrong with the files of one archive, naming each file once; nothing if nothing did. */
export function throwAll(errors: readonly AppError[]): void {
  const each = errors.flatMap((error) => (error instanceof UnreadFiles ? error.each : error));
  const [first, ...others] = each;
  if (first === undefined) return;
  throw others.length === 0 ? first : new UnreadFiles(each);
}

function lastGood(messageId: number | null): string {
  return messageId === null ? "no message before it is whole" : `the last good message is ${messageId}`;
}
