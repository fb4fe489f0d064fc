import { type Env, read } from "./environment.ts";

const SECRETS = ["BOT_TOKEN", "LLM_API_KEY", "WEBHOOK_SECRET"] as const;
const SHORTEST_CHARS = 6; // less says nothing, and would be found in half of all words

/** What nobody may read in what the program says, however it got there: each secret, and what a token has after its colon. */
export function secretsIn(env: Env): string[] {
  const values = SECRETS.flatMap((name) => read(env, name) ?? []);
  const halves = (read(env, "BOT_TOKEN") ?? "").split(":").slice(1);
  return [...values, ...halves].filter((secret) => secret.length >= SHORTEST_CHARS);
}
