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
  is_anonymous: false,
};

/** A person or the bot in a chat, as the Bot API writes it. */
export function chatMember(chat: Chat, user: User, status: ChatMember["status"]): ChatMember {
  if (status === "creator") return { user, status, is_anonymous: false };
  if (status === "kicked") return { user, status, until_date: 0 };
  if (status !== "administrator") return { user, status };
  const posting = chat.kind === "channel" ? { can_post_messages: true, can_edit_messages: true } : {};
  return { user, status, ...RIGHTS, ...posting };
}
