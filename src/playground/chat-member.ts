import type { User } from "@grammyjs/types";
import type { BotStatus, Chat, Membership } from "./chat.ts";

export interface ChatMember {
  readonly user: User;
  readonly status: BotStatus | Membership;
  readonly [right: string]: unknown;
}

const RIGHTS = {
  can_be_edited: false,
  can_manage_chat: true,
  can_change_info: true,
  can_delete_messages: true,
  can_invite_users: true,
  can_restrict_members: true,
  can_promote_members: false,
  can_manage_video_chats: false,
  can_post_stories: false,
  can_edit_stories: false,
  can_delete_stories: false,
  can_send_welcome_messages: false,
  is_anonymous: false,
};

const IN_GROUPS = { can_pin_messages: true, can_manage_tags: false };
const IN_CHANNELS = { can_post_messages: true, can_edit_messages: true, can_manage_direct_messages: false };

/** A person or the bot in a chat, as the Bot API writes it. */
export function chatMember(chat: Chat, user: User, status: ChatMember["status"]): ChatMember {
  if (status === "creator") return { user, status, is_anonymous: false };
  if (status === "kicked") return { user, status, until_date: 0 };
  if (status !== "administrator") return { user, status };
  const topics = chat.card.is_forum ? { can_manage_topics: true } : {};
  return { user, status, ...RIGHTS, ...(chat.kind === "channel" ? IN_CHANNELS : IN_GROUPS), ...topics };
}
