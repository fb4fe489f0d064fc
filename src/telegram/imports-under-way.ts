/** The message that shows how far an import is. */
export interface ImportPlace {
  readonly chatId: number;
  readonly messageId: number;
}

export interface ImportUnderWay extends ImportPlace {
  /** What the message is to say should this process end in the middle; JSON. */
  readonly lastWords: string;
}

/** Imports that were begun in chats and have not ended, so that no message waits for ever for a process that is gone. */
export interface ImportStore {
  beginImport(underWay: ImportUnderWay): Promise<void>;
  endImport(place: ImportPlace): Promise<void>;
  /** Those that other processes began, which have ended by now: there is one bot to a database. */
  abandonedImports(): Promise<ImportUnderWay[]>;
}
