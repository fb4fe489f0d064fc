import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { passagesOf, readableText } from "../channel/passages.ts";
import type { Hit, Snippet } from "../search/hit.ts";
import { belowTitle } from "../search/opening.ts";
import type { DeepLinks } from "./deep-links.ts";
import type { OutgoingMessage } from "./message.ts";
import { addOpenButton, markedText, type SourceOptions, showSource, showTitle } from "./post-view.ts";
import { wholeCharacterEnd } from "./text-cut.ts";
import type { Texts } from "./texts.ts";

export interface QuoteOptions {
  readonly texts: Texts;
  readonly source: SourceOptions;
  readonly links: DeepLinks;
}

const MAX_MARKS = 40;
const LONGEST_QUOTE_CHARS = 1200;
// A phone shows so much without folding.
const SHORT_QUOTE_CHARS = 250;

/** One post as a message that stands by itself, in a chat that knows nothing of us: quote, source, link. */
export function quotedPost(hit: Hit, { texts, source, links }: QuoteOptions): OutgoingMessage {
  const quote = passageAround(hit);
  const text = markedText(quote, MAX_MARKS);
  const lines = [showTitle(hit, texts), showSource(hit.post, source)];
  if (quote.text !== "")
    lines.push(
      quote.text.length > SHORT_QUOTE_CHARS
        ? FormattedString.expandableBlockquote(text)
        : FormattedString.blockquote(text),
    );
  return { text: FormattedString.join(lines, "\n"), keyboard: quoteButtons(hit, texts, links) };
}

function quoteButtons({ post }: Hit, texts: Texts, links: DeepLinks): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  addOpenButton(keyboard, post, texts);
  return keyboard.url(texts.plain("button-open-bot"), links.toPost(post));
}

/** The passage of the post that the snippet is a piece of: somebody who did not search needs more to go by. */
function passageAround(hit: Hit): Snippet {
  const snippet = belowTitle(hit);
  const core = snippet.text.replace(/^…|\s?…$/g, "");
  const text = readableText(hit.post);
  for (const { start, end } of passagesOf(hit.post)) {
    const passage = text.slice(start, end).replace(/\s+/g, " ").trim();
    const at = core === "" ? -1 : passage.indexOf(core);
    if (at === -1) continue;
    const marks = within(snippet.marks, snippet.text.indexOf(core), core.length);
    return shortened({ text: passage, marks: moved(marks, at) }, at);
  }
  return snippet;
}

/** The parts of the marks that lie in a piece of the text, counted from its start: a mark may take in a "…". */
function within(marks: Snippet["marks"], start: number, length: number): Snippet["marks"] {
  const inside = marks.map((mark) => ({
    start: Math.max(0, mark.start - start),
    end: Math.min(length, mark.end - start),
  }));
  return inside.filter((mark) => mark.end > mark.start);
}

function moved(marks: Snippet["marks"], by: number): Snippet["marks"] {
  return marks.map(({ start, end }) => ({ start: start + by, end: end + by }));
}

/** A passage without paragraphs may be a whole post; what was found stands at `at`. */
function shortened({ text, marks }: Snippet, at: number): Snippet {
  if (text.length <= LONGEST_QUOTE_CHARS) return { text, marks };
  const start = at <= LONGEST_QUOTE_CHARS / 2 ? 0 : at;
  const end = wholeCharacterEnd(text, start + LONGEST_QUOTE_CHARS);
  const before = start > 0 ? "…" : "";
  const inside = marks.filter((mark) => mark.start >= start && mark.end <= end);
  return {
    text: `${before}${text.slice(start, end).trimEnd()}${end < text.length ? "…" : ""}`,
    marks: moved(inside, before.length - start),
  };
}
