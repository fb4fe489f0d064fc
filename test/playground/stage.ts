import { onTestFinished } from "vitest";
import type { Message } from "../../src/playground/message.ts";
import { type Playground, type PlaygroundOptions, startPlayground } from "../../src/playground/playground.ts";
import type { Update } from "../../src/playground/update-queue.ts";
import { defaultWorld, type WorldSeed } from "../../src/playground/world-seed.ts";

export const ANNA = 1001;
export const KATE = 1002;
export const BORIS = 1003;
export const GROUP = -2001;
export const FORUM = -1_001_000_000_777;
export const TOPIC = 42;
/** A group that the bot is not in. */
export const CLUB = -1_001_000_000_888;
export const CHANNEL = -1_001_000_000_001;
export const MINUTE = 60_000;

interface Reply<Result> {
  readonly ok: boolean;
  readonly result: Result;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
}

export interface Stage {
  readonly playground: Playground;
  readonly telegram: Playground["telegram"];
  /** Calls a method with a JSON body and returns the whole reply. */
  call<Result = unknown>(method: string, payload?: object): Promise<Reply<Result>>;
  /** The description of a refusal, with its code: "400 Bad Request: …"; "ok" when it is none. */
  refusal(method: string, payload?: object): Promise<string>;
  /** Sends a text as the bot, or throws. */
  say(chatId: number, text: string, more?: object): Promise<Message>;
  /** What waits for the bot; confirms everything before. */
  updates(more?: object): Promise<Update[]>;
  /** Moves the virtual clock. */
  pass(ms: number): void;
}

/** A playground where Анна and Kate have started the bot, with a forum, a channel, and a group without the bot. */
export async function openStage(options: Partial<PlaygroundOptions> = {}): Promise<Stage> {
  let now = Date.UTC(2026, 0, 5, 12);
  const playground = await startPlayground({
    host: "127.0.0.1",
    port: 0,
    clock: () => now,
    world: stageWorld(),
    ...options,
  });
  onTestFinished(() => playground.close());
  const call = <Result>(method: string, payload: object = {}) => post<Result>(playground, method, payload);
  return {
    playground,
    telegram: playground.telegram,
    call,
    refusal: async (method, payload) => {
      const { ok, error_code, description } = await call(method, payload);
      return ok ? "ok" : `${error_code} ${description}`;
    },
    say: async (chat_id, text, more) => {
      const reply = await call<Message>("sendMessage", { chat_id, text, ...more });
      if (!reply.ok) throw new Error(reply.description);
      return reply.result;
    },
    updates: async (more) => (await call<Update[]>("getUpdates", more)).result,
    pass: (ms) => {
      now += ms;
    },
  };
}

export function stageWorld(): WorldSeed {
  const world = defaultWorld({
    channel: {
      title: "Проба пера",
      username: "probapera",
      history: [{ message_id: 7, date: 1_700_000_000, text: "Пост" }],
    },
  });
  return {
    ...world,
    users: world.users.map((user) => (user.id === BORIS ? user : { ...user, hasStarted: true })),
    groups: [
      ...(world.groups ?? []),
      {
        id: FORUM,
        title: "Форум",
        members: [ANNA, KATE],
        adminIds: [ANNA],
        botIsMember: true,
        topics: [{ id: TOPIC, name: "Статьи" }],
      },
      { id: CLUB, title: "Клуб", members: [ANNA, KATE], adminIds: [ANNA] },
    ],
  };
}

async function post<Result>(
  { apiRoot, token }: Playground,
  method: string,
  payload: object,
): Promise<Reply<Result>> {
  const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(payload),
  });
  const reply: unknown = await response.json();
  if (!isReply<Result>(reply)) throw new Error(`Not a reply: ${JSON.stringify(reply)}`);
  if (!reply.ok && reply.error_code !== response.status) throw new Error("The code is not the HTTP status");
  return reply;
}

function isReply<Result>(reply: unknown): reply is Reply<Result> {
  return typeof reply === "object" && reply !== null && "ok" in reply;
}
