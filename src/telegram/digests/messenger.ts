import { Api, type RawApi } from "grammy";
import type { PostReader } from "../../channel/post-store.ts";
import { knownTimezone } from "../../digests/local-time.ts";
import type { Messenger, SendOutcome } from "../../digests/messenger.ts";
import type { Place, Subscriber } from "../../digests/subscription.ts";
import { apiOptions } from "../api-options.ts";
import type { ChatStore } from "../chats.ts";
import type { Observer } from "../observer.ts";
import { type DateFormats, dateFormats } from "../post-date.ts";
import { countRequests } from "../request-counting.ts";
import { parseSettings } from "../settings.ts";
import type { Locales, Texts } from "../texts.ts";
import { type DigestViewOptions, showDigest } from "./digest-view.ts";
import { showNotice } from "./notice-view.ts";
import { isAboutEntities, outcomeOfFailure } from "./send-outcome.ts";
import { type ReadMessage, readMessage, writeMessage } from "./written-message.ts";

export interface WriterDeps {
  readonly chats: Pick<ChatStore, "chatSettings">;
  readonly posts: Pick<PostReader, "channels">;
  readonly locales: Locales;
}

export interface MessengerDeps extends WriterDeps {
  readonly token: string;
  /** Null = Telegram's. */
  readonly apiRoot: string | null;
  readonly observer: Pick<Observer, "requested">;
}

type Writer = Pick<Messenger, "writeDigest" | "writeNotice">;

// Nobody waits for it, but what hangs keeps a place among those that are being sent.
const REQUEST_TIMEOUT_S = 20;

/** Writes and sends what nobody asked for just now, past the bot's own requests: those are repeated, these are not. */
export function createMessenger(deps: MessengerDeps): Messenger {
  const api = new Api(deps.token, apiOptions(deps.apiRoot, REQUEST_TIMEOUT_S));
  api.config.use(countRequests(deps.observer, "delivery"));
  return {
    ...createWriter(deps),
    send: async (place, written, { isSilent }) => {
      const message = readMessage(written);
      if (message === null) return { kind: "unacceptable", description: "The message has no text" };
      return sendMended(api.raw, requestFor(place, message, isSilent));
    },
  };
}

/** Writes messages, and sends none. */
export function createWriter(deps: WriterDeps): Writer {
  const datesIn = rememberingDates();
  const viewFor = async (to: Subscriber): Promise<DigestViewOptions> => {
    const texts = await textsOf(to, deps);
    const showChannels = (await deps.posts.channels()).length > 1;
    return { texts, showChannels, formatDate: datesIn(knownTimezone(to.timezone))(texts.language) };
  };
  return {
    writeDigest: async (digest, to) => {
      const recipient = { ...to, timezone: knownTimezone(to.timezone) };
      return showDigest(digest, recipient, await viewFor(to)).map(writeMessage);
    },
    writeNotice: async (notice, to) => [writeMessage(showNotice(notice, to, await viewFor(to)))],
  };
}

/** What the place chose in /settings, else what whoever set the digest up speaks. */
async function textsOf({ place, language }: Subscriber, { chats, locales }: WriterDeps): Promise<Texts> {
  const settings = parseSettings(await chats.chatSettings(place.chatId), locales.languages);
  return locales.textsFor(settings.language ?? language);
}

function rememberingDates(): (timezone: string) => DateFormats {
  const made = new Map<string, DateFormats>();
  return (timezone) => {
    const formats = made.get(timezone) ?? dateFormats(timezone);
    made.set(timezone, formats);
    return formats;
  };
}

type Request = Parameters<RawApi["sendMessage"]>[0];

function requestFor(place: Place, message: ReadMessage, isSilent: boolean): Request {
  return {
    chat_id: place.chatId,
    ...(place.topicId === null ? {} : { message_thread_id: place.topicId }),
    text: message.text,
    entities: message.entities,
    link_preview_options: { is_disabled: true },
    disable_notification: isSilent,
    ...(message.keyboard === null ? {} : { reply_markup: message.keyboard }),
  };
}

/** Formatting that Telegram refuses is left out: the refused message certainly was not sent. */
async function sendMended(api: RawApi, request: Request): Promise<SendOutcome> {
  const outcome = await attempt(api, request);
  if (!isAboutEntities(outcome)) return outcome;
  const { entities: _, ...plain } = request;
  return attempt(api, plain);
}

async function attempt(api: RawApi, request: Request): Promise<SendOutcome> {
  try {
    const { message_id: messageId } = await api.sendMessage(request);
    return Number.isSafeInteger(messageId) ? { kind: "sent", messageId } : { kind: "unsure" };
  } catch (error) {
    return outcomeOfFailure(error, Number(request.chat_id));
  }
}
