/** What came of asking Telegram for something. */
export type Answered<T> =
  | { readonly kind: "answered"; readonly value: T }
  /** The Bot API says no. */
  | {
      readonly kind: "refused";
      readonly code: number;
      readonly description: string;
      /** Asked for with a 429. */
      readonly waitSeconds: number | null;
    }
  /** What answers is not the Bot API. */
  | { readonly kind: "garbage" }
  /** Nobody answers, or not in time. */
  | {
      readonly kind: "unreachable";
      readonly reason: string;
      /** Of the system, such as ENOTFOUND. */
      readonly code: string | null;
    };

/** The bot as Telegram knows it. */
export interface BotFlags {
  readonly id: number;
  readonly username: string;
  readonly isInline: boolean;
  readonly joinsGroups: boolean;
  /** Privacy mode is off: it is sent everything that is written in its groups. */
  readonly readsGroups: boolean;
}

/** One of CHANNELS as the bot sees it. */
export interface ChannelView {
  readonly title: string;
  /** `channel`, `supergroup`, `group` or `private`. */
  readonly type: string;
  /** Of the bot there: `administrator`, `member`, `left` …; or why Telegram does not tell. */
  readonly rank: Answered<string>;
}

export interface WebhookState {
  /** Empty: none is set. */
  readonly url: string;
  readonly pending: number;
  readonly lastError: { readonly at: Date; readonly message: string } | null;
  /** Null: what Telegram sends by default. */
  readonly allowedUpdates: readonly string[] | null;
}
