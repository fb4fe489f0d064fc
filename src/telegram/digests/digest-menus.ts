import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import { channelName } from "../../channel/post.ts";
import { COMMON_TIMEZONES, zoneName } from "../../digests/timezones.ts";
import { offsetText } from "../../digests/utc-offset.ts";
import type { OutgoingMessage } from "../message.ts";
import { LONGEST_LABEL_CHARS, shortened } from "../text-cut.ts";
import type { Texts } from "../texts.ts";
import { USUAL_QUIET_HOURS } from "./digest-changes.ts";
import { digestData } from "./digest-data.ts";
import { addOption } from "./digest-screen-view.ts";
import type { DigestState } from "./digest-state.ts";
import { shownHour } from "./next-time.ts";

export type DigestMenu = "hour" | "zone" | "quiet" | "channels" | "more";

const MENUS: Readonly<
  Record<DigestMenu, (keyboard: InlineKeyboard, state: DigestState, texts: Texts) => void>
> = { hour: addHours, zone: addZones, quiet: addQuietHours, channels: addChannels, more: addMore };
const HOURS_A_ROW = 6;
const ZONES_A_ROW = 2;
const QUIET_HOURS_A_ROW = 2;
/** More make no keyboard. */
const MAX_CHANNELS = 30;

/** Null where there is no such menu. */
export function menuNamed(name: string): DigestMenu | null {
  const known: readonly DigestMenu[] = ["hour", "zone", "quiet", "channels", "more"];
  return known.find((menu) => menu === name) ?? null;
}

/** One thing to choose, in the place of the screen. */
export function showDigestMenu(menu: DigestMenu, state: DigestState, texts: Texts): OutgoingMessage {
  const keyboard = new InlineKeyboard();
  MENUS[menu](keyboard, state, texts);
  keyboard.row().text(texts.plain("button-back"), digestData("menu", "main"));
  const heading = FormattedString.b(texts.plain("digest-heading"));
  return { text: FormattedString.join([heading, texts.rich(`digest-menu-${menu}`)], "\n"), keyboard };
}

function addHours(keyboard: InlineKeyboard, { choices }: DigestState): void {
  for (let hour = 0; hour < 24; hour++) {
    if (hour % HOURS_A_ROW === 0) keyboard.row();
    addOption(keyboard, shownHour(hour), {
      data: digestData("hour", hour),
      isChosen: choices?.hour === hour,
    });
  }
}

function addZones(keyboard: InlineKeyboard, { manners, now }: DigestState, texts: Texts): void {
  for (const [at, zone] of COMMON_TIMEZONES.entries()) {
    if (at % ZONES_A_ROW === 0) keyboard.row();
    addOption(keyboard, zoneLabel(zone, now, texts), {
      data: digestData("zone", zone),
      isChosen: manners.timezone === zone,
    });
  }
  keyboard.row().text(texts.plain("button-other-city"), digestData("ask", "city"));
}

/** "Москва, UTC+3" */
function zoneLabel(zone: string, now: Date, { language }: Texts): string {
  const name = zoneName(zone, language);
  return name.startsWith("UTC") ? name : `${name}, ${offsetText(zone, now)}`;
}

function addQuietHours(keyboard: InlineKeyboard, { manners }: DigestState, texts: Texts): void {
  const { quietHours: chosen } = manners;
  addOption(keyboard, texts.plain("choice-quiet-off"), {
    data: digestData("quiet", "off"),
    isChosen: chosen === null,
  });
  for (const [at, { from, until }] of USUAL_QUIET_HOURS.entries()) {
    if (at % QUIET_HOURS_A_ROW === 0) keyboard.row();
    addOption(keyboard, `${shownHour(from)} – ${shownHour(until)}`, {
      data: digestData("quiet", `${from}-${until}`),
      isChosen: chosen?.from === from && chosen.until === until,
    });
  }
  keyboard.row().text(texts.plain("button-other-hours"), digestData("ask", "quiet"));
}

function addChannels(keyboard: InlineKeyboard, { choices, channels }: DigestState, texts: Texts): void {
  const chosen = choices?.channelIds ?? [];
  addOption(keyboard, texts.plain("choice-channel-all"), {
    data: digestData("channel", "all"),
    isChosen: chosen.length === 0,
  });
  for (const channel of channels.slice(0, MAX_CHANNELS))
    addOption(keyboard.row(), shortened(channel.title ?? channelName(channel), LONGEST_LABEL_CHARS), {
      data: digestData("channel", channel.id),
      isChosen: chosen.includes(channel.id),
    });
}

function addMore(keyboard: InlineKeyboard, { choices }: DigestState, texts: Texts): void {
  for (const whenLate of ["send", "fold"] as const)
    addOption(keyboard, texts.plain(`choice-late-${whenLate}`), {
      data: digestData("late", whenLate),
      isChosen: choices?.whenLate === whenLate,
    });
  if (choices?.rhythm.kind !== "weekly") return;
  keyboard.row();
  addOption(keyboard, texts.plain("choice-nothing-new"), {
    data: digestData("nothing", !choices.saysNothingNew),
    isChosen: choices.saysNothingNew,
  });
}
