import { isObject } from "../json.ts";
import type { Entity, StyledText } from "../message.ts";
import { asInteger, asText, pick } from "../params.ts";
import { badRequest } from "../refusal.ts";
import { cleanText } from "./clean-text.ts";
import { dateTime } from "./date-time.ts";
import { addFound } from "./entity-order.ts";
import { findEntities } from "./find-entities.ts";
import { linkEntity } from "./link-entity.ts";
import { parseHtml } from "./parse-html.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { parseMarkdownV2 } from "./parse-markdown-v2.ts";

export const MAX_TEXT_CHARS = 4096; // UTF-16 units, counted after entity parsing
const MAX_CAPTION_CHARS = 1024;
const MAX_ENTITIES = 100; // the rest are dropped without a word
const MAX_SOURCE_BYTES = 1 << 15;

const PARSERS: Readonly<Record<string, (source: string) => StyledText>> = {
  html: parseHtml,
  markdown: parseMarkdown,
  markdownv2: parseMarkdownV2,
};

export interface TextSource {
  readonly text: string;
  readonly parseMode?: string;
  /** As the request gave them; ignored when there is a parse mode. */
  readonly entities?: unknown;
}

/** What the server keeps of a given text; "" when nothing visible is left. */
export function styleText(source: TextSource): StyledText {
  if (Buffer.byteLength(source.text) > MAX_SOURCE_BYTES) throw badRequest("text is too long");
  const marked = markedUp(source);
  const { text, entities } = cleanText(marked.text, marked.entities);
  return { text, entities: addFound(entities, findEntities(text)).slice(0, MAX_ENTITIES) };
}

export function messageText(source: TextSource): StyledText {
  if (source.text === "") throw badRequest("message text is empty");
  const styled = styleText(source);
  if (styled.text === "") throw badRequest("text must be non-empty");
  if (styled.text.length > MAX_TEXT_CHARS) throw badRequest("message is too long");
  return styled;
}

export function captionText(source: TextSource): StyledText {
  const styled = styleText(source);
  if (styled.text.length > MAX_CAPTION_CHARS) throw badRequest("message caption is too long");
  return styled;
}

function markedUp({ text, parseMode = "", entities }: TextSource): StyledText {
  const mode = parseMode.toLowerCase();
  if (text === "" || mode === "" || mode === "none") return { text, entities: givenEntities(entities) };
  const parse = Object.hasOwn(PARSERS, mode) ? PARSERS[mode] : undefined;
  if (parse === undefined) throw badRequest("unsupported parse_mode");
  return parse(text);
}

function givenEntities(entities: unknown): Entity[] {
  return Array.isArray(entities) ? entities.flatMap(entityFrom) : [];
}

const PLAIN_TYPES = new Set(
  `bold italic underline strikethrough spoiler blockquote expandable_blockquote code`.split(" "),
);
// The server finds these by itself and does not believe the bot.
const FOUND_TYPES = new Set(
  "mention hashtag cashtag bot_command url email phone_number bank_card_number".split(" "),
);

function entityFrom(given: unknown): Entity[] {
  if (!isObject(given)) throw malformed("expected an Object");
  const range = { offset: integerField(given, "offset"), length: integerField(given, "length") };
  const type = asText(given.type);
  if (given.type === undefined) throw malformed(`Can't find field "type"`);
  if (PLAIN_TYPES.has(type)) return [{ type, ...range }];
  if (type === "pre") return [{ type, ...range, ...textFields(given, ["language"]) }];
  if (type === "text_link") return linkTo(asText(given.url), range);
  if (type === "text_mention") return mentionOf(given.user, range);
  if (type === "custom_emoji") return [{ type, ...range, ...textFields(given, ["custom_emoji_id"]) }];
  if (type === "date_time") return [timeFrom(given, range)];
  if (FOUND_TYPES.has(type)) return [];
  throw malformed("Unsupported type specified");
}

type Range = Pick<Entity, "offset" | "length">;

function linkTo(url: string, range: Range): Entity[] {
  const entity = linkEntity(url, range);
  return entity === undefined ? [] : [entity];
}

function mentionOf(user: unknown, range: Range): Entity[] {
  const id = isObject(user) ? asInteger(user.id) : undefined;
  if (id === undefined) throw malformed(`Can't find field "user"`);
  return [{ type: "text_mention", ...range, user: { id, is_bot: false, first_name: "" } }];
}

function timeFrom(given: Readonly<Record<string, unknown>>, range: Range): Entity {
  const format = given.date_time_format === undefined ? undefined : asText(given.date_time_format);
  const entity = dateTime(integerField(given, "unix_time"), format, range);
  if (entity === undefined) throw malformed("Invalid date-time format specified");
  return entity;
}

function textFields(given: unknown, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(pick(given, names)).map(([name, value]) => [name, asText(value)]));
}

function integerField(given: Readonly<Record<string, unknown>>, name: string): number {
  if (given[name] === undefined) throw malformed(`Can't find field "${name}"`);
  const value = asInteger(given[name]);
  if (value === undefined) throw malformed(`Field "${name}" must be of type Number`);
  return value;
}

function malformed(reason: string): Error {
  return badRequest(`can't parse MessageEntity: ${reason}`);
}
