import { FormattedString } from "@grammyjs/parse-mode";
import { InlineKeyboard } from "grammy";
import type { ChatStore } from "./chats.ts";
import { answer, answerPress, type BotContext, isGroup, replaceMessage } from "./context.ts";
import { mayDecide } from "./membership.ts";
import type { OutgoingMessage } from "./message.ts";
import { knowReader } from "./reader.ts";
import { type ChatSettings, choicesIn, parseSettings } from "./settings.ts";
import type { Locales, Texts } from "./texts.ts";

/** `/settings`: one message, edited in place as its buttons are pressed. */
export interface SettingsScreen {
  send(ctx: BotContext): Promise<void>;
  /** Whether the pressed button was one of these; answered then. */
  press(ctx: BotContext): Promise<boolean>;
}

export interface SettingsDeps {
  readonly chats: ChatStore;
  readonly locales: Locales;
}

export function createSettingsScreen(deps: SettingsDeps): SettingsScreen {
  return {
    send: async (ctx) => {
      if (!(await mayDecide(ctx))) return answer(ctx, { text: ctx.texts.rich("settings-admins-only") });
      await answer(ctx, show(ctx, deps.locales));
    },
    press: async (ctx) => {
      const choice = readChoice(ctx.callbackQuery?.data ?? "", isGroup(ctx), deps.locales);
      if (choice === null || ctx.chat === undefined) return false;
      if (await mayDecide(ctx)) await choose(ctx, ctx.chat.id, choice, deps);
      else await answerPress(ctx, ctx.texts.plain("settings-admins-only"));
      return true;
    },
  };
}

async function choose(
  ctx: BotContext,
  chatId: number,
  choice: Partial<ChatSettings>,
  { chats, locales }: SettingsDeps,
): Promise<void> {
  await answerPress(ctx);
  const settings = { ...parseSettings(await chats.chatSettings(chatId), locales.languages), ...choice };
  await chats.saveChatSettings(chatId, JSON.stringify(settings));
  await knowReader(ctx, { chats, locales });
  await replaceMessage(ctx, show(ctx, locales));
}

const OF_A_PERSON = ["language", "pageSize", "order", "linkPreviews"] as const;
const OF_A_GROUP = ["language", "answerLength", "linkReplies"] as const;
const PREFIX = "1:settings:"; // what it changes is in the data, whom it changes is the chat: nothing to keep

/** Null where the data is none of ours, or chooses what this kind of chat cannot. */
function readChoice(data: string, isOfGroup: boolean, locales: Locales): Partial<ChatSettings> | null {
  if (!data.startsWith(PREFIX)) return null;
  const [wanted = "", value = ""] = data.slice(PREFIX.length).split("=");
  const name = (isOfGroup ? OF_A_GROUP : OF_A_PERSON).find((known) => known === wanted);
  if (name === undefined) return null;
  const choice = choicesIn(locales.languages)[name].find((known) => String(known) === value);
  return choice === undefined ? null : { [name]: choice };
}

function show(ctx: BotContext, locales: Locales): OutgoingMessage {
  const { texts, settings } = ctx;
  const isOfGroup = isGroup(ctx);
  const keyboard = new InlineKeyboard();
  const names = isOfGroup ? OF_A_GROUP : OF_A_PERSON;
  const choices = choicesIn(locales.languages);
  for (const name of names) {
    keyboard.row();
    for (const value of choices[name]) {
      const isChosen = settings[name] === value;
      keyboard.text(labelOf(name, value, { texts, locales, isChosen }), `${PREFIX}${name}=${value}`);
      if (isChosen) keyboard.primary();
    }
  }
  const heading = FormattedString.b(texts.plain(isOfGroup ? "settings-heading-group" : "settings-heading"));
  const lines = names.map((name) => texts.rich(`setting-${kebab(name)}`));
  const hints =
    isOfGroup && !seesEverything(ctx) ? ["", FormattedString.i(texts.plain("settings-privacy-mode"))] : [];
  return { text: FormattedString.join([heading, "", ...lines, ...hints], "\n"), keyboard };
}

interface LabelOptions {
  readonly texts: Texts;
  readonly locales: Locales;
  readonly isChosen: boolean;
}

function labelOf(
  name: keyof ChatSettings,
  value: ChatSettings[keyof ChatSettings],
  { texts, locales, isChosen }: LabelOptions,
): string {
  const label = plainLabel(name, value, { texts, locales });
  return isChosen ? `✓ ${label}` : label;
}

function plainLabel(
  name: keyof ChatSettings,
  value: ChatSettings[keyof ChatSettings],
  { texts, locales }: Pick<LabelOptions, "texts" | "locales">,
): string {
  if (typeof value === "number") return String(value);
  if (name === "language" && typeof value === "string") return locales.textsFor(value).plain("language-name");
  return texts.plain(`choice-${kebab(name)}-${value ?? "auto"}`);
}

/** pageSize → page-size, as the keys of texts are written. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Privacy mode shows a bot only what is meant for it; an administrator sees the rest, but we need not be one. */
function seesEverything(ctx: BotContext): boolean {
  return ctx.me.can_read_all_group_messages;
}
