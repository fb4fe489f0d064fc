import type { BotCommand } from "@grammyjs/types";

/** What BotFather keeps of a bot: texts by language, commands by scope and language. "" is every other language. */
export interface Profile {
  readonly names: Map<string, string>;
  readonly descriptions: Map<string, string>;
  readonly shortDescriptions: Map<string, string>;
  /** Key: see `commandKey`. */
  readonly commands: Map<string, readonly BotCommand[]>;
  /** By person; 0 is everybody else. */
  readonly menuButtons: Map<number, unknown>;
}

export type CommandScope =
  | { readonly type: "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" }
  | { readonly type: "chat" | "chat_administrators"; readonly chatId: number }
  | { readonly type: "chat_member"; readonly chatId: number; readonly userId: number };

export function createProfile(): Profile {
  return {
    names: new Map(),
    descriptions: new Map(),
    shortDescriptions: new Map(),
    commands: new Map(),
    menuButtons: new Map(),
  };
}

/** In this language, else in the one for everybody. */
export function inLanguage(texts: ReadonlyMap<string, string>, language: string): string | undefined {
  return texts.get(language) ?? texts.get("");
}

export function commandKey(scope: CommandScope, language: string): string {
  const chat = "chatId" in scope ? scope.chatId : "";
  const user = "userId" in scope ? scope.userId : "";
  return [scope.type, chat, user, language].join(":");
}
