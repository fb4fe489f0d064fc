import type { BotCommand } from "@grammyjs/types";
import type { Backend } from "./backend.ts";
import type { ShownDraft } from "./drafts.ts";
import type { Fault } from "./faults.ts";
import type { Message } from "./message.ts";
import { type CommandScope, commandKey } from "./profile.ts";
import type { ApiCall } from "./request-log.ts";
import { chatOf } from "./world.ts";

const WAIT_MS = 5000;

/** What stands in the chats, what the bot does and has set up, and what is to go wrong for it. */
export class BotObserver {
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  /** What stands in the chat now, oldest first. */
  messages(chatId: number): Message[] {
    return [...chatOf(this.#backend.world, chatId).messages.values()];
  }

  /**
   * The next thing the bot says in this chat (a message or an edit) since the mark, also if it said so already.
   * The mark is what a person last did there, or the last message found by this method.
   */
  waitForMessage(
    chatId: number,
    predicate: (message: Message) => boolean = () => true,
    timeoutMs = WAIT_MS,
  ): Promise<Message> {
    return this.#backend.watch.wait(chatId, predicate, timeoutMs);
  }

  /** What the bot is writing to a person now, as they see it. */
  draft(userId: number): ShownDraft | undefined {
    return this.#backend.drafts.in(userId);
  }

  /** The last calls of the bot, oldest first, with everything secret in them. */
  get requests(): readonly ApiCall[] {
    return this.#backend.requests.calls;
  }

  /** Set for exactly this scope and language. */
  commands(scope: CommandScope = { type: "default" }, language = ""): readonly BotCommand[] {
    return this.#backend.profile.commands.get(commandKey(scope, language)) ?? [];
  }

  /** Whether a long poll of the bot is waiting for updates. */
  get isPolled(): boolean {
    return this.#backend.updates.isPolled;
  }

  /** An update of any shape, as a broken or a newer Telegram might send it. */
  deliver(fields: Readonly<Record<string, unknown>>): void {
    this.#backend.updates.deliver(fields);
  }

  /** How many updates the bot has not confirmed. */
  pendingUpdates(): number {
    return this.#backend.updates.size;
  }

  /** The next call of this method ("*": of any but getUpdates) goes wrong, `count` times; of one chat, if it is given. */
  failNext(method: string, fault: Fault, count = 1, chatId: number | null = null): void {
    this.#backend.faults.add(method, fault, count, chatId);
  }

  clearFaults(): void {
    this.#backend.faults.clear();
  }
}
