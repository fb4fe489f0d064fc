import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import type { Notice, QueryMatch } from "../../digests/digest.ts";
import type { Alert, Subscriber } from "../../digests/subscription.ts";
import { belowTitle } from "../../search/opening.ts";
import { showQuote } from "../hit-view.ts";
import type { OutgoingMessage } from "../message.ts";
import { addOpenButton, showSource, showTitle } from "../post-view.ts";
import type { Texts } from "../texts.ts";
import { alertLabel, alertName } from "./alerts-view.ts";
import { alertsData, digestKeyboard } from "./digest-data.ts";
import { type DigestViewOptions, showItem } from "./digest-view.ts";

const MAX_MATCHES = 3;
const MAX_MARKS = 12;
const LONGEST_QUERY_CHARS = 100;

/** One new post: because it came, or because alerts look for it, each with the passage that it found. */
export function showNotice(
  { item, matches }: Notice,
  to: Pick<Subscriber, "alerts">,
  options: DigestViewOptions,
): OutgoingMessage {
  const { texts, preview } = options;
  const shown = matches.slice(0, MAX_MATCHES);
  const opening = preview === undefined ? [] : [FormattedString.i(texts.plain("digest-preview"))];
  const text =
    shown.length === 0
      ? [showItem(item, options)]
      : [
          FormattedString.join([showTitle(item, texts), showSource(item.post, options)], "\n"),
          ...byPassage(shown).map((alike) => showMatches(alike, item.title, texts)),
        ];
  const found = to.alerts.filter((alert) => shown.some((match) => isOf(match, alert)));
  return {
    text: FormattedString.join([...opening, ...text], "\n\n"),
    ...(preview !== undefined ? {} : { keyboard: keyboardFor(item.post, found, options) }),
  };
}

function isOf({ query, paperKey }: QueryMatch, alert: Alert): boolean {
  return query === alert.query && paperKey === alert.paperKey;
}

/** Two queries often find the same place. */
function byPassage(matches: readonly QueryMatch[]): QueryMatch[][] {
  const groups = new Map<string, QueryMatch[]>();
  for (const match of matches)
    groups.set(match.snippet.text, [...(groups.get(match.snippet.text) ?? []), match]);
  return [...groups.values()];
}

function showMatches(alike: readonly QueryMatch[], title: string, texts: Texts): FormattedString {
  const names = alike.map((match) => FormattedString.i(alertName(match, LONGEST_QUERY_CHARS)));
  const why = texts.rich("alert-found", { count: alike.length, query: FormattedString.join(names, ", ") });
  const marks = alike.flatMap(({ snippet }) => snippet.marks);
  const passage = belowTitle({
    title,
    snippet: { text: alike[0]?.snippet.text ?? "", marks: inOrder(marks) },
  });
  if (passage.text === "") return why;
  return FormattedString.join([why, showQuote(passage, { isBrief: false, maxMarks: MAX_MARKS })], "\n");
}

type Marks = QueryMatch["snippet"]["marks"];

/** Of those that overlap the first and longest. */
function inOrder(marks: Marks): Marks {
  const sorted = [...marks].sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return sorted.filter((mark) => {
    if (mark.start < end) return false;
    end = mark.end;
    return true;
  });
}

function keyboardFor(post: Notice["item"]["post"], found: readonly Alert[], { texts }: DigestViewOptions) {
  const keyboard = found.length === 0 ? digestKeyboard(texts) : alertKeyboard(found, texts);
  addOpenButton(keyboard.row(), post, texts);
  return keyboard;
}

function alertKeyboard(found: readonly Alert[], texts: Texts): InlineKeyboard {
  const keyboard = new InlineKeyboard();
  for (const alert of found)
    keyboard.text(alertLabel("button-drop-alert", alert, texts), alertsData("drop", alert.id)).row();
  return keyboard.text(texts.plain("button-alerts"), alertsData("list"));
}
