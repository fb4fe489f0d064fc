import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import type { InlineQueryResultArticle } from "grammy/types";
import type { Hit } from "../search/hit.ts";
import { belowTitle } from "../search/opening.ts";
import type { ListPage } from "./list.ts";
import { fitMessage, type OutgoingMessage } from "./message.ts";
import { channelTitle, plainTitle } from "./post-view.ts";
import { type QuoteOptions, quotedPost } from "./quoted-post.ts";
import { wholeCharacterEnd } from "./text-cut.ts";

/** A post among the results of an inline query, and the message that it becomes when it is chosen. */
export function postArticle(hit: Hit, options: QuoteOptions): InlineQueryResultArticle {
  const { texts, source } = options;
  const where = [source.formatDate(hit.post), ...(source.showChannels ? [channelTitle(hit.post)] : [])];
  return article(`p${hit.post.id}`, quotedPost(hit, options), {
    title: plainTitle(hit, texts),
    description: [where.join(" · "), belowTitle(hit).text].filter((part) => part !== "").join("\n"),
  });
}

/** Says that nothing fits, and what to try; chosen by mistake it is still a message that makes sense. */
export function nothingArticle(
  page: ListPage,
  botUrl: string,
  { texts }: Pick<QuoteOptions, "texts">,
): InlineQueryResultArticle {
  const suggestions = page.remarks?.suggestions ?? [];
  const keyboard = new InlineKeyboard();
  for (const { query, total } of suggestions)
    keyboard.switchInlineCurrent(texts.plain("button-suggestion", { query, count: total }), query).row();
  keyboard.url(texts.plain("button-open-bot"), botUrl);
  const text = texts.rich("nothing-search", { query: FormattedString.b(page.query) });
  const [best] = suggestions;
  return article(
    "nothing",
    { text, keyboard },
    {
      title: text.rawText,
      description:
        best === undefined
          ? texts.plain("nothing-search-next")
          : texts.plain("inline-instead", {
              query: best.query,
              posts: texts.plain("posts-count", { count: best.total }),
            }),
    },
  );
}

// Not named by Telegram; its clients show about this much.
const MAX_TITLE_CHARS = 200;
const MAX_DESCRIPTION_CHARS = 500;

export function article(
  id: string,
  message: OutgoingMessage,
  shown: { readonly title: string; readonly description: string },
): InlineQueryResultArticle {
  const { text, entities } = fitMessage(message.text);
  return {
    type: "article",
    id,
    title: cut(shown.title, MAX_TITLE_CHARS),
    description: cut(shown.description, MAX_DESCRIPTION_CHARS),
    input_message_content: {
      message_text: text,
      entities,
      link_preview_options: { is_disabled: true },
    },
    ...(message.keyboard === undefined ? {} : { reply_markup: message.keyboard }),
  };
}

function cut(text: string, end: number): string {
  return text.slice(0, wholeCharacterEnd(text, end)).toWellFormed();
}
