import type { Backend, CallbackAnswer, InlineAnswer } from "./backend.ts";
import type { Message } from "./message.ts";
import { write } from "./people.ts";
import { personOf } from "./world.ts";

const CALLBACK_UPDATE_MS = 150_000;
const INLINE_UPDATE_MS = 30_000;

export interface Press {
  readonly userId: number;
  readonly message: Message;
  readonly data: string;
  readonly waitMs: number;
}

/** A person presses a button and waits for the bot. */
export function pressButton(backend: Backend, press: Press): Promise<CallbackAnswer | "timeout"> {
  const { userId, message, data, waitMs } = press;
  const { id, answer } = backend.callbacks.open(waitMs);
  backend.watch.mark(message.chat.id);
  const payload = {
    id,
    from: personOf(backend.world, userId).user,
    chat_instance: String(message.chat.id * -7),
    message,
    data,
  };
  backend.updates.push("callback_query", payload, CALLBACK_UPDATE_MS);
  return answer;
}

export interface InlineTyping {
  readonly userId: number;
  readonly query: string;
  readonly offset: string;
  readonly waitMs: number;
}

/** A person types `@bot query` somewhere. */
export function askInline(backend: Backend, typing: InlineTyping): Promise<InlineAnswer | "timeout"> {
  const { userId, query, offset, waitMs } = typing;
  const { id, answer } = backend.inlineQueries.open(waitMs);
  const from = personOf(backend.world, userId).user;
  backend.updates.push("inline_query", { id, from, query, offset, chat_type: "sender" }, INLINE_UPDATE_MS);
  return answer;
}

export interface Choice {
  readonly userId: number;
  readonly chatId: number;
  readonly result: Readonly<Record<string, unknown>>;
  readonly query: string;
}

/** A person chooses an inline result; it appears in the chat as their message via the bot. */
export function chooseResult(backend: Backend, { userId, chatId, result, query }: Choice): Message {
  const content = result.input_message_content;
  const text = hasText(content) ? content.message_text : String(result.title ?? "");
  const message = write(backend, userId, chatId, { text, isViaBot: true });
  const from = personOf(backend.world, userId).user;
  backend.updates.push("chosen_inline_result", { result_id: String(result.id), from, query });
  return message;
}

function hasText(content: unknown): content is { message_text: string } {
  return typeof content === "object" && content !== null && "message_text" in content;
}
