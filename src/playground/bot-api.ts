import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { type Context, Hono } from "hono";
import type { Backend } from "./backend.ts";
import type { Fault } from "./faults.ts";
import type { JsonObject } from "./json.ts";
import { methodNamed } from "./methods.ts";
import type { Params } from "./params.ts";
import { Refusal, tooManyRequests } from "./refusal.ts";
import { readParams } from "./request-params.ts";

type HttpEnv = { Bindings: HttpBindings };
type BotContext = Context<HttpEnv>;

interface Reply {
  readonly status: number;
  readonly body: JsonObject;
}

/** `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export function createBotApi(backend: Backend, token: string): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  app.on(["GET", "POST"], "/:bot{bot[^/]*}/:method", (c) => {
    if (c.req.param("bot") !== `bot${token}`) return send(replyTo(new Refusal(401, "Unauthorized")));
    return serveCall(backend, c, c.req.param("method"));
  });
  app.get("/file/:bot{bot[^/]*}/:path{.+}", (c) => {
    if (c.req.param("bot") !== `bot${token}`) return send(replyTo(new Refusal(401, "Unauthorized")));
    const file = backend.files.atPath(c.req.param("path"));
    if (file === undefined) return send(replyTo(new Refusal(404, "Not Found")));
    // Never as a page: the file would run in the origin of the chat page.
    const headers = { "Content-Type": "application/octet-stream", "X-Content-Type-Options": "nosniff" };
    return new Response(Buffer.from(file.bytes), { headers });
  });
  return app;
}

async function serveCall(backend: Backend, c: BotContext, method: string): Promise<Response> {
  await onTheWay(backend);
  const params = await readParams(c).catch(asRefusal);
  const fault = backend.faults.take(method, params instanceof Refusal ? undefined : params.values.chat_id);
  if (fault !== undefined && "delayMs" in fault) await sleep(fault.delayMs);
  const call = { method, payload: payloadOf(params), at: backend.now() };
  const instead = fault === undefined ? undefined : insteadOfEffect(fault);
  const reply = instead ?? (await perform(backend, method, params));
  await onTheWay(backend);
  if (fault !== undefined && "drop" in fault) {
    backend.requests.add({ ...call, status: 0, response: reply.body });
    return hangUp(c);
  }
  const isGarbage = fault !== undefined && "body" in fault;
  backend.requests.add({ ...call, status: reply.status, response: isGarbage ? fault.body : reply.body });
  return isGarbage ? new Response(fault.body, { status: fault.status }) : send(reply);
}

async function onTheWay({ latencyMs }: Backend): Promise<void> {
  if (latencyMs > 0) await sleep(latencyMs);
}

type GivenParams = Params | Refusal;

function payloadOf(params: GivenParams): JsonObject {
  if (params instanceof Refusal) return {};
  if (params.files.size === 0) return params.values;
  const files = [...params.files].map(([name, file]) => [name, `${file.name}, ${file.bytes.length} bytes`]);
  return { ...params.values, ...Object.fromEntries(files) };
}

async function perform(backend: Backend, name: string, params: GivenParams): Promise<Reply> {
  const method = methodNamed(name);
  if (method === undefined) return replyTo(new Refusal(404, "Not Found: method not found"));
  if (params instanceof Refusal) return replyTo(params);
  try {
    return { status: 200, body: { ok: true, result: await method(backend, params) } };
  } catch (error) {
    return replyTo(asRefusal(error));
  }
}

/** The answer of a fault that keeps the call from having any effect. */
function insteadOfEffect(fault: Fault): Reply | undefined {
  if ("delayMs" in fault) return undefined;
  if ("drop" in fault) return fault.drop === "before effect" ? { status: 0, body: {} } : undefined;
  if ("retryAfter" in fault) return replyTo(tooManyRequests(fault.retryAfter));
  if ("body" in fault) return { status: fault.status, body: {} };
  return replyTo(new Refusal(fault.status, fault.description ?? reasonFor(fault.status)));
}

function reasonFor(status: number): string {
  const reasons: Readonly<Record<number, string>> = {
    401: "Unauthorized",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
  };
  return reasons[status] ?? "Error";
}

/** A mistake of our own must not look like the bot's. */
function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new Refusal(500, `Internal Server Error: ${reason}`);
}

function replyTo({ code, message, parameters }: Refusal): Reply {
  const more = parameters === undefined ? {} : { parameters };
  return { status: code, body: { ok: false, error_code: code, description: message, ...more } };
}

function send({ status, body }: Reply): Response {
  return Response.json(body, { status });
}

function hangUp(c: BotContext): Response {
  c.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
