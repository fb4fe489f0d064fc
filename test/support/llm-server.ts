import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { aLocalServer } from "./local-server.ts";

/** What the server does with a request. */
export type LlmReply = (response: ServerResponse, request: LlmRequest) => void | Promise<void>;

export interface LlmRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly stream: boolean;
    readonly max_tokens: number;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
  };
}

/** A server in the place of a language model; it gives the replies in order, and the last one ever after. */
export async function anLlmServer(...replies: readonly LlmReply[]) {
  const requests: LlmRequest[] = [];
  const { origin, stop } = await aLocalServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const asked = { url: request.url ?? "", headers: request.headers, body: JSON.parse(body) };
    requests.push(asked);
    await (replies[requests.length - 1] ?? replies.at(-1))?.(response, asked);
  });
  return { baseUrl: `${origin}/v1`, requests, stop };
}

/** What was asked of the model, without what it is told of itself. */
export function askedOf(request: LlmRequest | undefined): string {
  return request?.body.messages.find(({ role }) => role === "user")?.content ?? "";
}

/** Streams the text, a token a word; the bytes are cut wherever `chunkBytes` says, inside characters and lines too. */
export function streams(text: string, { chunkBytes = 7 } = {}): LlmReply {
  return async (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    await send(response, `${eventsOf(text)}data: [DONE]\n\n`, chunkBytes);
    response.end();
  };
}

/** Streams a text that cites passages by words that stand in them: `Его обучали два дня {два дня}.` */
export function writes(text: string): LlmReply {
  return (response, request) => streams(cited(text, request))(response, request);
}

/** The text with `[2]` for `{words}`, where passage 2 has them; `[99]` where none has. */
export function cited(text: string, request: LlmRequest): string {
  const passages = askedOf(request).split('<passage n="').slice(1);
  return text.replace(/\{([^}]+)\}/g, (_, words: string) => {
    const at = passages.findIndex((passage) => passage.includes(words));
    return `[${at < 0 ? 99 : at + 1}]`;
  });
}

/** Streams some of it, and then nothing more comes. */
export function hangsAfter(text: string): LlmReply {
  return async (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    await send(response, eventsOf(text), 50);
  };
}

/** Streams some of it, and then the connection is gone. */
export function breaksAfter(text: string): LlmReply {
  return async (response, request) => {
    await hangsAfter(text)(response, request);
    await nextTurn();
    response.socket?.resetAndDestroy();
  };
}

/** Does not stream, whatever was asked. */
export function repliesWhole(text: string): LlmReply {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content: text } }] }));
  };
}

export function fails(status: number, headers: Record<string, string> = {}): LlmReply {
  return (response) => {
    response.writeHead(status, headers);
    response.end('{"error": {"message": "no"}}');
  };
}

/** Answers 200 with something else. */
export function says(body: string, contentType = "text/html"): LlmReply {
  return (response) => {
    response.writeHead(200, { "content-type": contentType });
    response.end(body);
  };
}

/** Takes the request, and never answers. */
export const hangs: LlmReply = () => undefined;

/** Writes without end. */
export const endless: LlmReply = async (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  while (!response.destroyed) {
    response.write(event({ content: "и снова слово " }));
    await nextTurn();
  }
};

/** Thinks without end, and says that it lives. */
export const endlessComments: LlmReply = async (response) => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  while (!response.destroyed) {
    response.write(`: still alive\n\n${event({ role: "assistant", content: "" })}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

function eventsOf(text: string): string {
  const tokens = text.match(/\s*\S+/g) ?? [];
  return [event({ role: "assistant", content: "" }), ...tokens.map((content) => event({ content }))].join("");
}

function event(delta: Readonly<Record<string, string>>): string {
  return `data: ${JSON.stringify({ object: "chat.completion.chunk", choices: [{ index: 0, delta }] })}\n\n`;
}

async function send(response: ServerResponse, text: string, chunkBytes: number): Promise<void> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length && !response.destroyed; at += chunkBytes) {
    response.write(bytes.subarray(at, at + chunkBytes));
    await nextTurn();
  }
}
