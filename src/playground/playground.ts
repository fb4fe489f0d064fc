import { randomBytes } from "node:crypto";
import { createBackend } from "./backend.ts";
import { listen } from "./server.ts";
import { SimulatedTelegram } from "./simulated-telegram.ts";
import { createWorld } from "./world.ts";
import { defaultWorld, type WorldSeed } from "./world-seed.ts";

export interface PlaygroundOptions {
  readonly host: string;
  /** 0: whichever port is free. */
  readonly port: number;
  /** Default: a new one each time. */
  readonly token?: string;
  readonly bot?: { readonly firstName: string; readonly username: string };
  /** Milliseconds; dates, flood limits and the age of queries go by it. Default: Date.now. */
  readonly clock?: () => number;
  /** About one message a second to a chat, thirty in all, twenty a minute to a group. Default: false. */
  readonly floodLimits?: boolean;
  /** How long a call of the bot is on its way, and its answer on the way back, ms. Default: 0. */
  readonly latencyMs?: number;
  readonly world?: WorldSeed;
}

export interface Playground {
  /** The chat page. */
  readonly url: string;
  /** A bot calls `${apiRoot}/bot<token>/<method>`. */
  readonly apiRoot: string;
  readonly token: string;
  readonly telegram: SimulatedTelegram;
  /** Ends long polls and event streams; twice is fine. */
  close(): Promise<void>;
}

const DEFAULT_BOT = { firstName: "Information Retriever", username: "inforetriever_bot" };

/** A Telegram of its own on this machine: a strict Bot API and a page to chat with the bot. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const { host, port, token = newToken(), bot = DEFAULT_BOT, clock = Date.now } = options;
  const botUser = {
    id: Number.parseInt(token, 10),
    is_bot: true,
    first_name: bot.firstName,
    username: bot.username,
  };
  const world = createWorld(options.world ?? defaultWorld(), botUser);
  const backend = createBackend({
    world,
    now: clock,
    floodLimits: options.floodLimits ?? false,
    latencyMs: options.latencyMs ?? 0,
  });
  const server = await listen(backend, { token, host, port });
  return {
    url: server.origin,
    apiRoot: server.origin,
    token,
    telegram: new SimulatedTelegram(backend),
    close: async () => {
      backend.webhook.remove();
      backend.updates.close();
      await server.close();
    },
  };
}

/** Shaped like a real one. Whoever knows it is the bot, so it must not be known in advance. */
function newToken(): string {
  return `100000001:${randomBytes(24).toString("base64url")}`;
}
