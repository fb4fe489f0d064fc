import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { keyIn } from "../papers/typed-key.ts";
import { buttonData } from "./button-data.ts";
import { alertsData } from "./digests/digest-data.ts";
import type { ListPage } from "./list.ts";
import type { ListButtons, ListViewOptions } from "./list-view.ts";
import type { OutgoingMessage } from "./message.ts";
import { remarksOn, shownQuery } from "./search-remarks.ts";
import { LONGEST_LABEL_CHARS, shortened } from "./text-cut.ts";
import type { Texts } from "./texts.ts";

/** What a list without posts says: that there are none, and what to try next. */
export function showNothing(page: ListPage, { texts, buttons }: ListViewOptions): OutgoingMessage {
  const { list, query } = page;
  if (list.kind === "latest") return { text: texts.rich("nothing-latest") };
  if (!/[\p{L}\p{N}]/u.test(query)) return { text: texts.rich("nothing-query") };
  // A paper that was opened out of a list is asked for by its key, which is no word of anybody's.
  if (list.kind === "paper" && /^(?:title|web):/.test(query)) return { text: texts.rich("paper-gone") };
  const nothing = texts.rich(`nothing-${list.kind}`, { query: shownQuery(page) });
  const remarks = remarksOn(page, texts).map((line) => FormattedString.i(line));
  const hasInstead = buttons.kind !== "link" && buttons.suggestions.length > 0;
  const next = texts.rich(hasInstead ? "nothing-instead" : `nothing-${list.kind}-next`);
  const text = FormattedString.join([nothing, ...remarks, next], "\n");
  return { text, keyboard: insteadButtons(page, buttons, texts) };
}

function insteadButtons({ list, query }: ListPage, buttons: ListButtons, texts: Texts): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  if (buttons.kind === "link") return keyboard.url(texts.plain("button-open-bot"), buttons.continueUrl);
  const { token } = buttons;
  if (list.kind === "paper") {
    const label = texts.plain("button-again", { query: shortened(query, LONGEST_LABEL_CHARS) });
    // Looking for an address or a number in words finds nothing either.
    if (keyIn(query) === null) keyboard.text(label, buttonData(token, { kind: "search" })).row();
    return keyboard.text(texts.plain("button-papers"), buttonData(token, { kind: "papers" }));
  }
  for (const { label, data } of buttons.suggestions) keyboard.text(label, data).row();
  if (list.kind === "search" && buttons.kind === "private")
    keyboard.text(texts.plain("button-watch"), alertsData("watch", token));
  return keyboard.text(texts.plain("button-latest"), buttonData(token, { kind: "latest" }));
}
