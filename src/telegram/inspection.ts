import { Api, GrammyError, HttpError } from "grammy";
import { signalWithin } from "../deadline.ts";
import type { Answered, BotFlags, ChannelView, WebhookState } from "../doctor/telegram-facts.ts";
import { redact } from "../error-report.ts";
import { networkProblem } from "../web-answer.ts";

export interface InspectionOptions {
  readonly token: string;
  /** Null is Telegram's own server. */
  readonly apiRoot: string | null;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  /** For everything together: later questions are given what the earlier ones left. */
  readonly timeoutMs: number;
  /** Ends all questions. */
  readonly signal: AbortSignal;
}

/** Asks Telegram about the bot and changes nothing there. Every question is answered in words, none throws. */
export interface TelegramInspection {
  me(): Promise<Answered<BotFlags>>;
  /** An @username, or an id with -100 before it. */
  channel(chat: string | number, botId: number): Promise<Answered<ChannelView>>;
  webhook(): Promise<Answered<WebhookState>>;
  /** How far this machine's clock was ahead at the last answer, in milliseconds; null where it told no time. */
  clockAheadMs(): number | null;
}

/** Telegram tells the time in whole seconds, cut. */
const MEAN_OF_SECOND_MS = 500;

interface Clock {
  aheadMs: number | null;
}

export function inspectTelegram(options: InspectionOptions): TelegramInspection {
  const clock: Clock = { aheadMs: null };
  const api = new Api(options.token, {
    ...(options.apiRoot === null ? {} : { apiRoot: options.apiRoot }),
    fetch: watchedFetch(clock, options),
  });
  const ask = <T>(question: () => Promise<T>) => answered(question, options.timeoutMs);
  return {
    me: () => ask(async () => flagsOf(await api.getMe())),
    channel: (chat, botId) =>
      ask(async () => {
        const { id, type, title } = await api.getChat(chat);
        const rank = await ask(async () => (await api.getChatMember(id, botId)).status);
        return { type, title: title ?? String(chat), rank };
      }),
    webhook: () => ask(async () => stateOf(await api.getWebhookInfo())),
    clockAheadMs: () => clock.aheadMs,
  };
}

type GrammyFetch = NonNullable<NonNullable<ConstructorParameters<typeof Api>[1]>["fetch"]>;

/** grammY's own fetch tells neither the headers of an answer, nor can one deadline end all requests. */
function watchedFetch(clock: Clock, options: InspectionOptions): GrammyFetch {
  const { fetch, now } = options;
  const deadline = signalWithin(options.timeoutMs, options.signal);
  const watched: typeof fetch = async (url, init) => {
    const askedAt = now().getTime();
    const { method, headers, body } = init ?? {};
    const response = await fetch(url, {
      ...(method === undefined ? {} : { method }),
      ...(headers === undefined ? {} : { headers }),
      ...(body == null ? {} : { body }),
      redirect: "error", // its address has the token in it
      signal: deadline,
    });
    const toldMs = Date.parse(response.headers.get("date") ?? "");
    const meanMs = (askedAt + now().getTime()) / 2;
    clock.aheadMs = Number.isNaN(toldMs) ? null : meanMs - toldMs - MEAN_OF_SECOND_MS;
    return response;
  };
  // grammY is typed for node-fetch, whose answers are used alike.
  return watched as unknown as GrammyFetch;
}

async function answered<T>(question: () => Promise<T>, timeoutMs: number): Promise<Answered<T>> {
  try {
    return { kind: "answered", value: await question() };
  } catch (error) {
    if (error instanceof GrammyError) return refusal(error);
    // What is no JSON, or JSON of another shape.
    if (!(error instanceof HttpError) || error.error instanceof SyntaxError) return { kind: "garbage" };
    if (isTimeout(error.error))
      return { kind: "unreachable", reason: `no answer within ${timeoutMs / 1000} s`, code: null };
    return {
      kind: "unreachable",
      reason: withoutSecrets(networkProblem(error.error)),
      code: codeOf(error.error),
    };
  }
}

function refusal<T>({ error_code, description, parameters }: GrammyError): Answered<T> {
  if (typeof error_code !== "number") return { kind: "garbage" };
  const waitSeconds = parameters.retry_after ?? null;
  return { kind: "refused", code: error_code, description: redact(description), waitSeconds };
}

/** An address may hold the token, and a password where TELEGRAM_API_ROOT has one. */
function withoutSecrets(reason: string): string {
  return redact(reason).replace(/\/\/[^/@]*@/g, "//…@");
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === "TimeoutError" || cause.name === "AbortError");
}

function codeOf(cause: unknown): string | null {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error && "code" in inner ? String(inner.code) : null;
}

function flagsOf(me: Awaited<ReturnType<Api["getMe"]>>): BotFlags {
  return {
    id: me.id,
    username: me.username,
    isInline: me.supports_inline_queries,
    joinsGroups: me.can_join_groups,
    readsGroups: me.can_read_all_group_messages,
  };
}

function stateOf(info: Awaited<ReturnType<Api["getWebhookInfo"]>>): WebhookState {
  const { url = "", pending_update_count, last_error_date, last_error_message = "", allowed_updates } = info;
  return {
    url,
    pending: pending_update_count,
    lastError:
      last_error_date === undefined
        ? null
        : { at: new Date(last_error_date * 1000), message: redact(last_error_message) },
    allowedUpdates: allowed_updates ?? null,
  };
}
