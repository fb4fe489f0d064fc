import type { Dice } from "./dice.ts";
import { hostileQuery } from "./hostile-queries.ts";

/** Who writes, and where. */
export interface Stage {
  readonly personId: number;
  readonly groupId: number;
  readonly channelId: number;
}

type Fields = Record<string, unknown>;

const COMMANDS = [
  "/search",
  "/ask",
  "/paper",
  "/papers",
  "/similar",
  "/latest",
  "/digest",
  "/alerts",
  "/settings",
  "/help",
  "/privacy",
  "/forget",
  "/start",
  "/status",
  "/import",
  "/hide",
] as const;

const BUTTONS = [
  "1:Xk2_abcDEF-9:0.newest",
  "1:Xk2_abcDEF-9:c5.0.0r",
  "1:Xk2_abcDEF-9:s3",
  "1:Xk2_abcDEF-9:p3.1",
  "1:Xk2_abcDEF-9:helpful",
  "1:settings:language=en",
  "1:settings:language=ru",
  "1:digest:open",
  "1:digest:hour=9",
  "1:digest:stop",
  "1:alerts:drop=1",
  "1:alerts:open",
  "2:later:x",
] as const;

const ARGUMENTS = [
  "",
  "холодный старт",
  "SASRec",
  "https://t.me/lenta_i_vektor/12",
  "3",
  "s-0YXQvtC7",
] as const;

/** An update as Telegram sends it, of any kind that the bot asks for, and of some that it does not. */
function anUpdate(dice: Dice, stage: Stage): Fields {
  const from = {
    id: stage.personId,
    is_bot: false,
    first_name: "Анна",
    language_code: dice.pick(["ru", "en"]),
  };
  const privateChat = { id: stage.personId, type: "private", first_name: "Анна" };
  const group = { id: stage.groupId, type: "supergroup", title: "Группа" };
  const channel = { id: stage.channelId, type: "channel", title: "Канал", username: "lenta_i_vektor" };
  const base = { message_id: 5 + dice.below(50), date: 1_760_000_000, chat: privateChat, from };
  const message = { ...base, ...aText(dice) };
  const bot = {
    id: 100_000_001,
    is_bot: true,
    first_name: "Information Retriever",
    username: "inforetriever_bot",
  };
  const photo = [{ file_id: "p", file_unique_id: "u", width: 90, height: 90 }];
  const ours = { ...base, message_id: 4, from: bot, text: "1. Пост", reply_markup: aKeyboard(dice) };
  const origin = { type: "channel", date: 1, message_id: 3, chat: channel };
  const post = {
    message_id: 9000 + dice.below(500),
    date: 1_760_000_000,
    chat: channel,
    sender_chat: channel,
  };
  const member = (status: string) => ({ status, user: bot });
  const press = { id: String(dice.below(1e9)), from, chat_instance: "1", data: dice.pick(BUTTONS) };
  const makers: [() => Fields, ...(() => Fields)[]] = [
    () => ({ message }),
    () => ({ message }),
    () => ({ message: { ...message, reply_to_message: ours } }),
    () => ({ message: { ...message, chat: group } }),
    () => ({ message: { ...message, chat: group, message_thread_id: 2, is_topic_message: true } }),
    () => ({ message: { ...message, chat: group, sender_chat: group, reply_to_message: ours } }),
    () => ({ message: { ...base, forward_origin: origin, ...aText(dice) } }),
    () => ({ message: { ...base, forward_origin: origin, photo, caption: aText(dice).text } }),
    () => ({
      message: {
        ...base,
        caption: "/import",
        document: { file_id: "d", file_unique_id: "u", file_name: "result.json", file_size: 100 },
      },
    }),
    () => ({ message: { ...base, chat: group, migrate_to_chat_id: -1_009_000_000_000 - dice.below(1e6) } }),
    () => ({ callback_query: { ...press, message: ours } }),
    () => ({ callback_query: { ...press, message: { ...ours, chat: group } } }),
    () => ({ callback_query: { ...press, inline_message_id: "abc" } }),
    () => ({
      inline_query: { id: press.id, from, query: aText(dice).text, offset: dice.pick(["", "10", "x"]) },
    }),
    () => ({ guest_message: { ...message, chat: group, guest_query_id: press.id } }),
    () => ({ channel_post: { ...post, ...aText(dice) } }),
    () => ({ channel_post: { ...post, media_group_id: "1", photo, caption: aText(dice).text } }),
    () => ({ edited_channel_post: { ...post, edit_date: 1_760_000_100, ...aText(dice) } }),
    () => ({ stopped_message_generation: { chat: privateChat, draft_id: 1 } }),
    () => ({
      my_chat_member: {
        chat: dice.pick<Fields>([privateChat, group, channel]),
        from,
        date: 1,
        old_chat_member: member(dice.pick(["left", "member", "kicked"])),
        new_chat_member: member(dice.pick(["member", "administrator", "kicked"])),
      },
    }),
    () => ({ poll: { id: "1" } }),
    () => ({ something_new: { id: 1 } }),
  ];
  return dice.pick(makers)();
}

function aText(dice: Dice): { text: string; entities?: Fields[] } {
  if (dice.once(3)) return { text: dice.once(2) ? "холодный старт" : hostileQuery(dice) };
  const command = dice.pick(COMMANDS);
  const argument = dice.once(2) ? dice.pick(ARGUMENTS) : hostileQuery(dice);
  return {
    text: `${command} ${argument}`.slice(0, 4096),
    entities: [{ type: "bot_command", offset: 0, length: command.length }],
  };
}

function aKeyboard(dice: Dice): Fields {
  return { inline_keyboard: [[{ text: "1", callback_data: dice.pick(BUTTONS) }]] };
}

/** The update with something taken out, put in, swapped or doubled in one place or in a few. */
export function hostileUpdate(dice: Dice, stage: Stage): Fields {
  const update = anUpdate(dice, stage);
  for (let left = dice.pick([0, 1, 1, 1, 2, 4]); left > 0; left--) damage(dice, update);
  return update;
}

function damage(dice: Dice, root: Fields): void {
  const parent = somewhereIn(dice, root);
  const names = Object.keys(parent);
  const name = names[dice.below(names.length)];
  if (name === undefined) return;
  switch (dice.below(8)) {
    case 0:
      delete parent[name];
      return;
    case 1:
      parent[`${name}_of_tomorrow`] = parent[name];
      return;
    case 2:
      parent[name] = structuredClone(somewhereIn(dice, root));
      return;
    case 3:
      parent[name] = typeof parent[name] === "number" ? String(parent[name]) : [parent[name]];
      return;
    case 4:
      Object.defineProperty(parent, "__proto__", {
        value: { id: 1, type: "private" },
        enumerable: true,
        writable: true,
        configurable: true,
      });
      return;
    default:
      parent[name] = rubbish(dice);
  }
}

/** An object or a list of it, itself included. */
function somewhereIn(dice: Dice, root: Fields): Fields {
  let place = root;
  for (let deeper = dice.below(6); deeper > 0; deeper--) {
    const inner = Object.values(place).filter(isFields);
    place = inner[dice.below(inner.length)] ?? place;
  }
  return place;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

function rubbish(dice: Dice): unknown {
  return dice.pick<() => unknown>([
    () => null,
    () => undefined,
    () => "",
    () => 0,
    () => -1,
    () => -0.5,
    () => Number.MAX_SAFE_INTEGER,
    () => Number.MIN_SAFE_INTEGER,
    () => 1e308,
    () => 2 ** 53 + 2,
    () => [],
    () => ({}),
    () => true,
    () => ({ id: "x" }),
    () => "🦊".repeat(4096),
    () => "\ud83e",
    () => "a\0b",
    () => "constructor",
    () => hostileQuery(dice),
    () => nested(1000),
    () => dice.some(0, 300, () => ({ type: "bold", offset: dice.below(5000), length: dice.below(5000) })),
  ])();
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at++) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}
