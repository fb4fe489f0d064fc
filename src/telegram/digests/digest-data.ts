import { InlineKeyboard } from "grammy";
import { LONGEST_LABEL_CHARS, shortened } from "../text-cut.ts";
import type { Texts } from "../texts.ts";

// What a button changes is in its data, whom it changes is the chat: nothing to keep. No token is this short.
const DIGEST = "1:digest:";
const ALERTS = "1:alerts:";

/** `1:digest:hour=9`, at most 64 bytes: no zone has a name of more than 32. */
export function digestData(name: string, value: string | number | boolean = ""): string {
  return value === "" ? `${DIGEST}${name}` : `${DIGEST}${name}=${value}`;
}

/** `1:alerts:drop=12` */
export function alertsData(name: string, value: string | number = ""): string {
  return value === "" ? `${ALERTS}${name}` : `${ALERTS}${name}=${value}`;
}

/** What a button of a digest or of alerts asks for; not yet checked. */
export interface PressedChoice {
  readonly screen: "digest" | "alerts";
  readonly name: string;
  readonly value: string;
}

/** Null where the data is of another kind. */
export function readChoice(data: string): PressedChoice | null {
  const screen = data.startsWith(DIGEST) ? "digest" : data.startsWith(ALERTS) ? "alerts" : null;
  if (screen === null) return null;
  const [name = "", value = "", ...more] = data.slice(DIGEST.length).split("=");
  return more.length > 0 ? null : { screen, name, value };
}

/** Under every digest, and under posts that come one by one. */
export function digestKeyboard(texts: Texts): InlineKeyboard {
  return new InlineKeyboard()
    .text(texts.plain("button-unsubscribe"), digestData("stop"))
    .text(texts.plain("button-pause"), digestData("pause"))
    .text(texts.plain("button-set-up"), digestData("open"));
}

/** A label that names a query, cut to what a phone shows. */
export function labelled(key: string, query: string, texts: Texts): string {
  return texts.plain(key, { query: shortened(query, LONGEST_LABEL_CHARS) });
}
