import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { channelName } from "../../channel/post.ts";
import type { DigestChoices, Manners, Weekday } from "../../digests/subscription.ts";
import { zoneName } from "../../digests/timezones.ts";
import type { OutgoingMessage } from "../message.ts";
import { shortened } from "../text-cut.ts";
import type { Texts } from "../texts.ts";
import { WEEKDAYS } from "./digest-changes.ts";
import { digestData } from "./digest-data.ts";
import type { DigestState } from "./digest-state.ts";
import { nextTime, shownHour } from "./next-time.ts";

const LONGEST_QUERY_CHARS = 256;
const MAX_CHANNELS = 5;

/** The digest of a place in a few lines, and the buttons that change it. */
export function showDigestScreen(
  state: DigestState,
  texts: Texts,
  undoToken: string | null = null,
): OutgoingMessage {
  const { choices, subscriber } = state;
  const heading = FormattedString.b(texts.plain("digest-heading"));
  const lines = choices === null ? offLines(state, texts) : onLines(choices, state, texts);
  const keyboard = new InlineKeyboard();
  addRhythms(keyboard, choices, texts);
  if (choices !== null) addChoices(keyboard, choices, { state, texts });
  else if ((subscriber?.alerts.length ?? 0) > 0) {
    addManners(keyboard.row(), state.manners, texts);
    addZone(keyboard, state.manners, texts);
  }
  if (undoToken !== null)
    keyboard.row().text(texts.plain("button-restore"), digestData("restore", undoToken)).primary();
  return { text: FormattedString.join([heading, ...lines], "\n"), keyboard };
}

function offLines({ subscriber, manners }: DigestState, texts: Texts): (FormattedString | string)[] {
  const alerts = subscriber?.alerts.length ?? 0;
  if (alerts === 0) return [texts.plain("digest-off")];
  return [
    texts.plain("digest-off"),
    texts.plain("digest-off-alerts", { count: alerts }),
    ...mannerLines(manners, false, texts),
  ];
}

function onLines(choices: DigestChoices, state: DigestState, texts: Texts): (FormattedString | string)[] {
  const query = FormattedString.b(shortened(choices.query, LONGEST_QUERY_CHARS));
  return [
    rhythmLine(choices, state.manners, texts),
    ...(choices.query === "" ? [] : [texts.rich("digest-only", { query })]),
    ...channelLines(choices, state, texts),
    ...mannerLines(state.manners, isTimed(choices), texts),
    ...nextLines(choices, state, texts),
  ];
}

function rhythmLine({ rhythm, hour }: DigestChoices, { timezone }: Manners, texts: Texts): string {
  const zone = zoneName(timezone, texts.language);
  switch (rhythm.kind) {
    case "each":
      return texts.plain("digest-each");
    case "daily":
      return texts.plain("digest-daily", { hour: shownHour(hour), zone });
    case "weekly": {
      const weekday = weekdayName(rhythm.weekday, "long", texts);
      return texts.plain("digest-weekly", { weekday, hour: shownHour(hour), zone });
    }
    default:
      return rhythm satisfies never;
  }
}

function channelLines({ channelIds }: DigestChoices, { channels }: DigestState, texts: Texts): string[] {
  if (channelIds.length === 0) return [];
  const chosen = channels.filter(({ id }) => channelIds.includes(id));
  const names = chosen.slice(0, MAX_CHANNELS).map((channel) => channel.title ?? channelName(channel));
  const more = chosen.length > MAX_CHANNELS ? [...names, "…"] : names;
  return [texts.plain("digest-channels", { channels: more.join(", ") })];
}

/** Whose hours the quiet ones are is said where nothing else says it. */
function mannerLines(
  { quietHours, isSilent, timezone }: Manners,
  isZoneSaid: boolean,
  texts: Texts,
): string[] {
  const from = shownHour(quietHours?.from ?? 0);
  const until = shownHour(quietHours?.until ?? 0);
  const quiet = texts.plain("digest-quiet", { from, until });
  return [
    ...(quietHours === null ? [] : [isZoneSaid ? quiet : `${quiet}, ${zoneName(timezone, texts.language)}`]),
    ...(isSilent ? [texts.plain("digest-silent")] : []),
  ];
}

function isTimed({ rhythm }: DigestChoices): boolean {
  return rhythm.kind !== "each";
}

function nextLines({ isPaused }: DigestChoices, state: DigestState, texts: Texts): string[] {
  if (isPaused) return [texts.plain("digest-paused")];
  if (state.nextAt === null) return [];
  const time = nextTime(state.nextAt, { now: state.now, timezone: state.manners.timezone, texts });
  return [texts.plain(state.isDelayed ? "digest-next-delayed" : "digest-next", { time })];
}

/** A weekday by its ISO number, as the language writes it. */
function weekdayName(weekday: Weekday, width: "short" | "long", { language }: Texts): string {
  const day = new Date(Date.UTC(2024, 0, weekday)); // that month began on a Monday
  return new Intl.DateTimeFormat(language, { weekday: width, timeZone: "UTC" }).format(day);
}

function addRhythms(keyboard: InlineKeyboard, choices: DigestChoices | null, texts: Texts): void {
  for (const kind of ["each", "daily", "weekly"] as const)
    addOption(keyboard, texts.plain(`choice-rhythm-${kind}`), {
      data: digestData("rhythm", kind),
      isChosen: choices?.rhythm.kind === kind,
    });
  if (choices?.rhythm.kind !== "weekly") return;
  keyboard.row();
  for (const weekday of WEEKDAYS)
    addOption(keyboard, weekdayName(weekday, "short", texts), {
      data: digestData("weekday", weekday),
      isChosen: choices.rhythm.weekday === weekday,
    });
}

function addChoices(
  keyboard: InlineKeyboard,
  choices: DigestChoices,
  { state, texts }: { readonly state: DigestState; readonly texts: Texts },
): void {
  const open = (key: string, menu: string) => keyboard.text(texts.plain(key), digestData("menu", menu));
  keyboard.row();
  if (isTimed(choices))
    keyboard
      .text(texts.plain("button-hour", { hour: shownHour(choices.hour) }), digestData("menu", "hour"))
      .text(zoneName(state.manners.timezone, texts.language), digestData("menu", "zone"))
      .row();
  addManners(keyboard, state.manners, texts);
  if (!isTimed(choices)) addZone(keyboard, state.manners, texts);
  keyboard.row();
  if (choices.query === "") keyboard.text(texts.plain("button-only-query"), digestData("ask", "query"));
  else keyboard.text(texts.plain("button-every-post"), digestData("query", "clear"));
  if (state.channels.length > 1) open("button-channels", "channels");
  if (isTimed(choices)) open("button-more-choices", "more");
  keyboard
    .row()
    .text(texts.plain("button-preview"), digestData("preview"))
    .text(
      texts.plain(choices.isPaused ? "button-resume" : "button-pause"),
      digestData("paused", !choices.isPaused),
    )
    .text(texts.plain("button-turn-off"), digestData("rhythm", "off"));
}

/** Of digests and alerts alike. */
function addManners(keyboard: InlineKeyboard, { isSilent }: Manners, texts: Texts): void {
  keyboard
    .text(texts.plain("button-quiet-hours"), digestData("menu", "quiet"))
    .text(texts.plain(isSilent ? "button-with-sound" : "button-silent"), digestData("silent", !isSilent));
}

/** Where nothing comes by the clock, only quiet hours go by it. */
function addZone(keyboard: InlineKeyboard, { timezone, quietHours }: Manners, texts: Texts): void {
  if (quietHours === null) return;
  const zone = zoneName(timezone, texts.language);
  keyboard.row().text(texts.plain("button-zone", { zone }), digestData("menu", "zone"));
}

/** A button that shows whether it is what was chosen. */
export function addOption(
  keyboard: InlineKeyboard,
  label: string,
  { data, isChosen }: { readonly data: string; readonly isChosen: boolean },
): void {
  keyboard.text(isChosen ? `✓ ${label}` : label, data);
  if (isChosen) keyboard.primary();
}
