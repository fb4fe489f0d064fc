import { Tokenizer, TokenParser } from "@streamparser/json";

export interface JsonValue {
  /** Keys and array positions from the root: `["messages", 12]`. */
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

/** The text is not JSON, or ends too soon; `offset` is the byte before which everything was good. */
export class JsonDamage extends Error {
  readonly offset: number;
  readonly isCutOff: boolean;

  constructor(offset: number, isCutOff: boolean, cause?: unknown) {
    super(isCutOff ? "ends too soon" : "not JSON", { cause });
    this.offset = offset;
    this.isCutOff = isCutOff;
  }
}

/**
 * The values at the given paths (`$.messages.*`), each as soon as it is whole, in constant memory: a value is
 * forgotten once yielded, and no more is read while the consumer is busy.
 * Throws JsonDamage after everything before the damage was yielded.
 */
export async function* streamJson(
  chunks: AsyncIterable<Uint8Array>,
  paths: string[],
): AsyncGenerator<JsonValue> {
  const found: JsonValue[] = [];
  const reader = new Reader(paths, (value) => found.push(value));
  for await (const chunk of mendedEscapes(chunks)) {
    const failure = reader.write(chunk);
    yield* found.splice(0);
    if (failure) throw failure;
    if (reader.isEnded) return;
  }
  throw new JsonDamage(reader.bytesRead, true);
}

class Reader {
  readonly #tokenizer = new Tokenizer();
  #tokenAt = 0;
  bytesRead = 0;
  isEnded = false;

  /** Every value at one of the paths is given to `onValue` as soon as it is whole. */
  constructor(paths: string[], onValue: (found: JsonValue) => void) {
    const parser = new TokenParser({ paths, keepStack: false });
    parser.onValue = ({ value, key, stack }) => {
      const path = [...stack.slice(1).map((level) => level.key), key].filter((part) => part !== undefined);
      onValue({ path, value });
    };
    parser.onEnd = () => {
      this.isEnded = true;
    };
    this.#tokenizer.onToken = (token) => {
      this.#tokenAt = token.offset;
      parser.write(token);
    };
  }

  /** What went wrong, if anything. */
  write(chunk: Uint8Array): JsonDamage | null {
    this.bytesRead += chunk.length;
    try {
      this.#tokenizer.write(chunk);
      return null;
    } catch (cause) {
      // After the document's end anything may follow; editors leave line breaks, disks leave zeros.
      return this.isEnded ? null : new JsonDamage(this.#tokenAt, false, cause);
    }
  }
}

const BACKSLASH = 0x5c;
const SMALL_X = 0x78;

/**
 * Telegram Desktop writes control characters as `\x0b`, which is not JSON
 * (SerializeString in export_output_json.cpp of telegramdesktop/tdesktop): makes `\u000b` of it.
 */
async function* mendedEscapes(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isEscaped = false;
  for await (const chunk of chunks) {
    const piece = mended(chunk, isEscaped);
    isEscaped = piece.isEscaped;
    yield piece.bytes;
  }
}

/** `isEscaped`: the piece before ended in a backslash that escapes the first character of this one. */
function mended(chunk: Uint8Array, isEscaped: boolean): { bytes: Uint8Array; isEscaped: boolean } {
  if (chunk.length === 0) return { bytes: chunk, isEscaped };
  const parts: Uint8Array[] = [];
  let from = 0;
  let at = isEscaped ? 0 : chunk.indexOf(BACKSLASH) + 1;
  while ((isEscaped || at > 0) && at < chunk.length) {
    if (chunk[at] === SMALL_X) {
      parts.push(chunk.subarray(from, at), Buffer.from("u00"));
      from = at + 1;
    }
    isEscaped = false;
    at = chunk.indexOf(BACKSLASH, at + 1) + 1;
  }
  const endsEscaped = at === chunk.length && at > 0;
  const bytes = parts.length === 0 ? chunk : Buffer.concat([...parts, chunk.subarray(from)]);
  return { bytes, isEscaped: endsEscaped };
}
