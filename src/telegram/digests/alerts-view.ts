import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import type { Alert } from "../../digests/subscription.ts";
import type { OutgoingMessage } from "../message.ts";
import { PAPER_SIGN } from "../paper-view.ts";
import { LONGEST_LABEL_CHARS, shortened } from "../text-cut.ts";
import type { Texts } from "../texts.ts";
import { alertsData } from "./digest-data.ts";

/** How many a place may have. */
export const MAX_ALERTS = 20;
/** Twenty of them leave room for the rest. */
const LONGEST_QUERY_CHARS = 150;

/** What can be taken back: the alert that was just deleted. */
export interface UndoAlert {
  readonly token: string;
  readonly alert: NamedAlert;
}

type NamedAlert = Pick<Alert, "query" | "paperKey">;

/** What is looked for, as people see it: a paper by its title, with the sign of papers. */
export function alertName({ query, paperKey }: NamedAlert, maxChars = LONGEST_QUERY_CHARS): string {
  const name = shortened(query, maxChars);
  return paperKey === null ? name : `${PAPER_SIGN} ${name}`;
}

/** A label that names an alert, cut to what a phone shows. */
export function alertLabel(key: string, alert: NamedAlert, texts: Texts): string {
  return texts.plain(key, { query: alertName(alert, LONGEST_LABEL_CHARS) });
}

/** What a place is told of, each with a button that ends it. */
export function showAlerts(
  alerts: readonly Alert[],
  texts: Texts,
  undo: UndoAlert | null = null,
): OutgoingMessage {
  const keyboard = new InlineKeyboard();
  for (const alert of alerts)
    keyboard.text(alertLabel("button-delete-alert", alert, texts), alertsData("delete", alert.id)).row();
  if (undo !== null)
    keyboard
      .text(alertLabel("button-restore-alert", undo.alert, texts), alertsData("restore", undo.token))
      .row();
  if (alerts.length < MAX_ALERTS) keyboard.text(texts.plain("button-add-alert"), alertsData("ask")).primary();
  if (alerts.length > 0) keyboard.text(texts.plain("button-when"), alertsData("open"));
  const heading = FormattedString.b(texts.plain("alerts-heading"));
  const lines = alerts.length === 0 ? [texts.rich("alerts-none")] : alertLines(alerts, texts);
  return { text: FormattedString.join([heading, ...lines], "\n"), keyboard };
}

function alertLines(alerts: readonly Alert[], texts: Texts): FormattedString[] {
  return [
    texts.rich("alerts-some"),
    ...alerts.map((alert, at) => FormattedString.join([`${at + 1}. `, FormattedString.b(alertName(alert))])),
  ];
}
