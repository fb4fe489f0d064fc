import type { User } from "@grammyjs/types";

export type ChatKind = "private" | "group" | "supergroup" | "channel";

/** A chat as it stands inside messages and updates. */
export interface ChatCard {
  readonly id: number;
  readonly type: ChatKind;
  readonly title?: string;
  readonly username?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly is_forum?: true;
}

/** Offsets and lengths are UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly user?: User;
  readonly language?: string;
  readonly custom_emoji_id?: string;
  readonly unix_time?: number;
  readonly date_time_format?: string;
}

export interface StyledText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

export interface PhotoSize {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly width: number;
  readonly height: number;
  readonly file_size: number;
}

export interface Document {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_name: string;
  readonly mime_type: string;
  readonly file_size: number;
}

export interface Button {
  readonly text: string;
  readonly callback_data?: string;
  readonly url?: string;
  readonly [action: string]: unknown;
}

/** An inline keyboard, a reply keyboard, its removal, or a forced reply. */
export interface Markup {
  readonly inline_keyboard?: readonly (readonly Button[])[];
  readonly keyboard?: readonly (readonly unknown[])[];
  readonly remove_keyboard?: true;
  readonly force_reply?: true;
  readonly [option: string]: unknown;
}

export interface ForwardOrigin {
  readonly type: "user" | "hidden_user" | "chat" | "channel";
  readonly date: number;
  readonly sender_user?: User;
  readonly sender_user_name?: string;
  readonly sender_chat?: ChatCard;
  readonly chat?: ChatCard;
  readonly message_id?: number;
  readonly author_signature?: string;
}

export interface Quote {
  readonly text: string;
  readonly position: number;
  readonly entities?: readonly Entity[];
  readonly is_manual?: true;
}

/** What a message says; everything but who, where and when. */
export interface Content {
  readonly text?: string;
  readonly entities?: readonly Entity[];
  readonly caption?: string;
  readonly caption_entities?: readonly Entity[];
  readonly photo?: readonly PhotoSize[];
  readonly document?: Document;
  readonly link_preview_options?: Record<string, unknown>;
  readonly new_chat_members?: readonly User[];
  readonly left_chat_member?: User;
  readonly migrate_to_chat_id?: number;
  readonly migrate_from_chat_id?: number;
  readonly forum_topic_created?: { readonly name: string; readonly icon_color: number };
}

/** A message as the Bot API writes it. Never changed in place: an edit puts a new object under the same id. */
export interface Message extends Content {
  readonly message_id: number;
  /** Unix time, seconds. */
  readonly date: number;
  readonly edit_date?: number;
  readonly chat: ChatCard;
  readonly from?: User;
  readonly sender_chat?: ChatCard;
  readonly author_signature?: string;
  readonly message_thread_id?: number;
  readonly is_topic_message?: true;
  readonly reply_to_message?: Message;
  /** Instead of `reply_to_message` when that stands in another chat. */
  readonly external_reply?: {
    readonly origin: ForwardOrigin;
    readonly chat: ChatCard;
    readonly message_id: number;
  };
  readonly quote?: Quote;
  readonly forward_origin?: ForwardOrigin;
  readonly via_bot?: User;
  /** Who called the bot into a chat that it is not in: a person, or the chat they speak for. */
  readonly guest_bot_caller_user?: User;
  readonly guest_bot_caller_chat?: ChatCard;
  readonly media_group_id?: string;
  readonly reply_markup?: Markup;
}
