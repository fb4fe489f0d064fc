type Check = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Check>>;

const isText: Check = (value) => typeof value === "string";
const isFlag: Check = (value) => typeof value === "boolean";
const isInteger: Check = Number.isSafeInteger;
const isPlace: Check = (value) => isInteger(value) && Number(value) >= 0;
const LAST_SECOND = 253_402_300_799; // of the year 9999: later ones are written in another way
const isTime: Check = (value) => isPlace(value) && Number(value) <= LAST_SECOND;

const USER = shape({
  id: isInteger,
  is_bot: isFlag,
  first_name: isText,
  last_name: maybe(isText),
  language_code: maybe(isText),
});
const CHAT = shape({ id: isInteger, type: isText, title: maybe(isText), username: maybe(isText) });
const ENTITIES = maybe(
  listOf(
    shape({ type: isText, offset: isPlace, length: isPlace, url: maybe(isText), language: maybe(isText) }),
  ),
);
const BUTTONS = maybe(
  // A question that asks for a reply has none.
  shape({ inline_keyboard: maybe(listOf(listOf(shape({ text: isText, callback_data: maybe(isText) })))) }),
);
/** Whom a message is from first, by the kind that it says it is of. */
const ORIGINS: Readonly<Record<string, Check>> = {
  channel: shape({ chat: CHAT, message_id: isInteger }),
  chat: shape({ sender_chat: CHAT }),
  user: shape({ sender_user: USER }),
  hidden_user: shape({ sender_user_name: isText }),
};
const ANY_ORIGIN = shape({ type: isText, date: isTime });
// What is of a kind that there is not yet has something else, and a post is worth keeping without that.
const ORIGIN = maybe(
  (value) =>
    ANY_ORIGIN(value) &&
    Object.entries(ORIGINS).every(
      ([kind, check]) => !(isObject(value) && value.type === kind) || check(value),
    ),
);
const FILE = maybe(
  shape({
    file_name: maybe(isText),
    performer: maybe(isText),
    title: maybe(isText),
    file_size: maybe(isPlace),
  }),
);
/** What a post shows besides its text. */
const MEDIA: Shape = {
  photo: maybe(Array.isArray),
  animation: FILE,
  video: FILE,
  audio: FILE,
  document: FILE,
  sticker: maybe(shape({ emoji: maybe(isText) })),
  venue: maybe(shape({ title: isText, address: isText })),
  contact: maybe(shape({ first_name: isText })),
  poll: maybe(shape({ question: isText, options: listOf(shape({ text: isText })) })),
};
const MESSAGE = shape({
  message_id: isInteger,
  date: isTime,
  edit_date: maybe(isTime),
  message_thread_id: maybe(isInteger),
  migrate_to_chat_id: maybe(isInteger),
  migrate_from_chat_id: maybe(isInteger),
  media_group_id: maybe(isText),
  author_signature: maybe(isText),
  forward_origin: ORIGIN,
  ...MEDIA,
  chat: CHAT,
  from: maybe(USER),
  sender_chat: maybe(CHAT),
  text: maybe(isText),
  caption: maybe(isText),
  entities: ENTITIES,
  caption_entities: ENTITIES,
  reply_markup: BUTTONS,
  reply_to_message: maybe(
    shape({
      message_id: isInteger,
      chat: CHAT,
      from: maybe(USER),
      text: maybe(isText),
      caption: maybe(isText),
      reply_markup: BUTTONS,
    }),
  ),
});
const MEMBER = shape({ status: isText });

/** The fields that what we do with an update rests on; everything else is looked at where it is used. */
const UPDATE = shape({
  message: maybe(MESSAGE),
  channel_post: maybe(MESSAGE),
  edited_channel_post: maybe(MESSAGE),
  guest_message: maybe(MESSAGE),
  callback_query: maybe(shape({ id: isText, from: USER, data: maybe(isText), message: maybe(MESSAGE) })),
  stopped_message_generation: maybe(shape({ chat: CHAT, draft_id: isInteger })),
  inline_query: maybe(shape({ id: isText, from: USER, query: isText, offset: isText })),
  my_chat_member: maybe(shape({ chat: CHAT, from: USER, old_chat_member: MEMBER, new_chat_member: MEMBER })),
});

/** Whether an update has what the Bot API promises of the fields that we use. By hand: it is on the way to each answer. */
export function isWellFormed(update: unknown): boolean {
  return UPDATE(update);
}

/** The id of a pressed button, however broken the rest is: the person waits for an answer. */
export function pressedButtonId(update: unknown): string | null {
  const query = isObject(update) ? update.callback_query : null;
  return isObject(query) && typeof query.id === "string" && query.id !== "" ? query.id : null;
}

/** An object that has these fields as they should be; more of them do no harm. */
function shape(fields: Shape): Check {
  const checks = Object.entries(fields);
  return (value) => isObject(value) && checks.every(([name, check]) => check(value[name]));
}

function maybe(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function listOf(check: Check): Check {
  return (value) => Array.isArray(value) && value.every(check);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
