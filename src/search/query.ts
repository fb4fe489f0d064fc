import { type Token, tokensOf } from "./words/tokens.ts";

/** What a person asked for, split but not yet looked up in any vocabulary. */
export interface Query {
  /** The query as it is searched: trimmed, spaces collapsed, at most 256 characters. */
  readonly text: string;
  /** Everything that is wanted, phrases included, without quotes and signs. */
  readonly wanted: string;
  /** Quoted parts: their words must stand together, in this order. */
  readonly phrases: readonly string[];
  /** Parts with a minus: a post that has one is not found. */
  readonly excluded: readonly string[];
}

/** A longer query says no more, and every word of it costs a walk through the index. */
const LONGEST_QUERY_CHARS = 256;

/** `-"two words"`, `"two words"`, «два слова», `-word`, or a word. A minus inside a word is a hyphen. */
const PART =
  /(?<=^|\s)(?<minus>[-−])?(?:"(?<straight>[^"]+)"|“(?<curly>[^”]+)”|«(?<angled>[^»]+)»)|(?<=^|\s)[-−](?<without>[\p{L}\p{N}]\S*)/gu;

/** Of a pasted address the host and the path are words, the scheme is not. */
const SCHEME = /\bhttps?:\/\/(?:www\.)?/gi;

/** Reads a query. Whatever is no syntax is words; nothing a person types is an error. */
export function parseQuery(input: string): Query {
  const text = shorten(input.replace(/\s+/gu, " ").trim());
  const phrases: string[] = [];
  const excluded: string[] = [];
  const wanted = text.replace(PART, (_part, ...args) => {
    const { minus, straight, curly, angled, without } = groupsOf(args);
    const quoted = straight ?? curly ?? angled;
    if (minus !== undefined || without !== undefined) {
      excluded.push(quoted ?? without ?? "");
      return " ";
    }
    if (quoted !== undefined) phrases.push(quoted);
    return quoted ?? " ";
  });
  const words = wanted.replace(SCHEME, " ").replace(/\s+/gu, " ").trim();
  return { text, wanted: words, phrases, excluded };
}

/** The words of a text that a search looks for: compounds in parts, numbers with dots whole, Han characters in pairs. */
export function searchWords(text: string): Token[] {
  const tokens = tokensOf(text);
  const whole = tokens.filter(({ joined, word }) => joined && WHOLE.test(word));
  const isPart = (token: Token) =>
    whole.some((one) => one !== token && one.start <= token.start && token.end <= one.end);
  return tokens.filter((token) => (!token.joined || whole.includes(token)) && !isPart(token));
}

/** Of the joined forms those that stand for their parts: a dotted number, a pair of characters without spaces. */
const WHOLE = /^(?:[\d.]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+)$/u;

function shorten(text: string): string {
  if (text.length <= LONGEST_QUERY_CHARS) return text;
  return text
    .slice(0, LONGEST_QUERY_CHARS)
    .replace(/[\ud800-\udbff]$/, "")
    .trim();
}

type Groups = Partial<Record<"minus" | "straight" | "curly" | "angled" | "without", string>>;

/** The named groups are the last argument that String.replace passes. */
function groupsOf(args: readonly unknown[]): Groups {
  const groups: unknown = args.at(-1);
  return typeof groups === "object" && groups !== null ? groups : {};
}
