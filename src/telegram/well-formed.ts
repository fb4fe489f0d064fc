import { z } from "zod";

const USER = z.looseObject({ id: z.int(), is_bot: z.boolean(), first_name: z.string() });
const CHAT = z.looseObject({ id: z.int(), type: z.string() });
const ENTITIES = z.array(z.looseObject({ type: z.string(), offset: z.int().min(0), length: z.int().min(0) }));
const MESSAGE = z.looseObject({
  message_id: z.int(),
  date: z.int(),
  chat: CHAT,
  from: USER.optional(),
  sender_chat: CHAT.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: ENTITIES.optional(),
  caption_entities: ENTITIES.optional(),
  reply_to_message: z
    .looseObject({ message_id: z.int(), chat: CHAT, text: z.string().optional() })
    .optional(),
});

/** The fields that what we do with an update rests on; everything else is looked at where it is used. */
const UPDATE = z.looseObject({
  message: MESSAGE.optional(),
  channel_post: MESSAGE.optional(),
  edited_channel_post: MESSAGE.optional(),
  guest_message: MESSAGE.optional(),
  callback_query: z
    .looseObject({
      id: z.string(),
      from: USER,
      data: z.string().optional(),
      message: z.looseObject({ message_id: z.int(), chat: CHAT }).optional(),
    })
    .optional(),
  inline_query: z
    .looseObject({ id: z.string(), from: USER, query: z.string(), offset: z.string() })
    .optional(),
  my_chat_member: z.looseObject({ chat: CHAT, from: USER }).optional(),
});

/** Whether an update has what the Bot API promises of the fields that we use. */
export function isWellFormed(update: unknown): boolean {
  return UPDATE.safeParse(update).success;
}
