/** What is kept of chats: a person's private chat (its id is theirs) and groups (negative ids). */
export interface ChatStore {
  /** JSON of what the chat chose, as it was saved; null where it chose nothing. */
  chatSettings(chatId: number): Promise<string | null>;
  saveChatSettings(chatId: number, settings: string): Promise<void>;
  /**
   * A group that became a supergroup has a new id, and all that is kept of it moves there. What is kept of the new
   * id already stays.
   */
  moveChat(from: number, to: number): Promise<void>;
  /** Erases everything that is kept about the person, and overwrites it where it stood. Returns the rows. */
  forgetPerson(userId: number): Promise<number>;
}
