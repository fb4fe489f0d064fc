import { setTimeout as wait } from "node:timers/promises";
import { type ChatMessage, type ChatModel, ModelFailure, type Writing } from "./chat-model.ts";
import { ReplyReader } from "./reply-reader.ts";

export interface ChatServerDeps {
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
  /** Without a trailing slash: `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  /** What the server calls the model. */
  readonly name: string;
  readonly apiKey: string | null;
}

const MAX_TOKENS = 500; // an answer has a few sentences
const MAX_TEXT_CHARS = 4000; // for servers that do not mind the limit
const MAX_REPLY_BYTES = 512 * 1024; // a chunk for each of 500 tokens, of up to 1 KB
const RETRY_PAUSE_MS = 250;
const LONGEST_RETRY_PAUSE_MS = 2000; // whoever asks is waiting

/** Asks a server that speaks OpenAI's protocol: `POST {baseUrl}/chat/completions`, streamed where it can. */
export function createChatServer(deps: ChatServerDeps): ChatModel {
  return {
    write: async (messages, writing) => {
      try {
        return await attempt(messages, writing, deps);
      } catch (error) {
        if (!(error instanceof ModelFailure) || error.retryInMs === null) throw error;
        await wait(error.retryInMs, undefined, { signal: writing.signal });
        return attempt(messages, writing, deps);
      }
    },
  };
}

async function attempt(
  messages: readonly ChatMessage[],
  writing: Writing,
  deps: ChatServerDeps,
): Promise<string> {
  const response = await request(messages, writing.signal, deps);
  if (response.status !== 200) {
    await response.body?.cancel();
    throw refusal(response, deps.now());
  }
  return readReply(response, writing);
}

async function request(
  messages: readonly ChatMessage[],
  signal: AbortSignal,
  { fetch, baseUrl, name, apiKey }: ChatServerDeps,
): Promise<Response> {
  const body = { model: name, messages, stream: true, temperature: 0, max_tokens: MAX_TOKENS };
  const headers = {
    "content-type": "application/json",
    accept: "text/event-stream, application/json",
    ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
  };
  try {
    // A key is for this server only: where it leads to another one, nobody follows.
    return await fetch(`${baseUrl}/chat/completions`, {
      method: "POST",
      redirect: "manual",
      headers,
      body: JSON.stringify(body),
      signal,
    });
  } catch (cause) {
    signal.throwIfAborted();
    throw new ModelFailure("unreachable", { retryInMs: RETRY_PAUSE_MS, cause });
  }
}

function refusal({ status, headers }: Response, now: Date): ModelFailure {
  if (status >= 500) return new ModelFailure("refused", { status, retryInMs: RETRY_PAUSE_MS });
  if (status !== 429) return new ModelFailure("refused", { status });
  const pauseMs = retryAfterMs(headers.get("retry-after"), now) ?? RETRY_PAUSE_MS;
  return new ModelFailure("refused", {
    status,
    retryInMs: pauseMs > LONGEST_RETRY_PAUSE_MS ? null : pauseMs,
  });
}

/** `Retry-After: 1` or `Retry-After: Fri, 31 Dec 1999 23:59:59 GMT` */
function retryAfterMs(value: string | null, now: Date): number | null {
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now.getTime();
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

async function readReply({ body }: Response, { signal, ...told }: Writing): Promise<string> {
  const reader = new ReplyReader(told);
  const decoder = new TextDecoder();
  let bytes = 0;
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.length;
      if (bytes > MAX_REPLY_BYTES) throw new ModelFailure("garbled");
      reader.feed(decoder.decode(chunk, { stream: true }));
      if (reader.isOver || reader.text.length > MAX_TEXT_CHARS) break; // which also ends the request
    }
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof ModelFailure) throw cause;
    throw new ModelFailure("broken-off", { cause });
  }
  return reader.end().slice(0, MAX_TEXT_CHARS);
}
