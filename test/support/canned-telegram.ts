import type { IncomingMessage, ServerResponse } from "node:http";
import { aLocalServer } from "./local-server.ts";

/** How a server treats a request. */
export type Treatment = (request: IncomingMessage, response: ServerResponse) => void;

export interface CannedTelegram {
  readonly apiRoot: string;
  /** How often the method was called; "file" is the download of one. */
  calls(method: string): number;
  /** What the last call of the method brought. */
  lastBody(method: string): string;
}

export interface CannedOptions {
  /** What the first poll brings. */
  readonly updates?: readonly Readonly<Record<string, unknown>>[];
  /** By method: for the first call, the second, …; the last one for all that follow. Others are answered properly. */
  readonly treatments?: Readonly<Record<string, readonly Treatment[]>>;
}

// /bot110201543:AAHdqTcv/getMe, /file/bot110201543:AAHdqTcv/documents/file_1
const CALL = /^\/(?:(file)\/)?bot[^/]+\/(\w+)/;
const BOT = { id: 1, is_bot: true, first_name: "Bot", username: "canned_bot" };

/** A Bot API that says little, and goes wrong as it is told: also in ways that the simulated one does not know. */
export async function aCannedTelegram(options: CannedOptions = {}): Promise<CannedTelegram> {
  const calls = new Map<string, number>();
  const bodies = new Map<string, string>();
  const { origin } = await aLocalServer(async (request, response) => {
    const [, file, name = ""] = CALL.exec(request.url ?? "") ?? [];
    const method = file ?? name;
    const before = calls.get(method) ?? 0;
    calls.set(method, before + 1);
    let body = "";
    for await (const chunk of request) body += String(chunk);
    bodies.set(method, body);
    const treatments = options.treatments?.[method] ?? [];
    const treatment = treatments[before] ?? treatments.at(-1);
    if (treatment !== undefined) return treatment(request, response);
    if (method === "getUpdates" && before > 0) return; // nothing new
    response.end(JSON.stringify({ ok: true, result: resultOf(method, options) }));
  });
  return {
    apiRoot: origin,
    calls: (method) => calls.get(method) ?? 0,
    lastBody: (method) => bodies.get(method) ?? "",
  };
}

function resultOf(method: string, { updates = [] }: CannedOptions): unknown {
  if (method === "getMe") return BOT;
  if (method === "getUpdates") return updates.map((update, at) => ({ update_id: 1000 + at, ...update }));
  if (method === "getFile") return { file_id: "f", file_unique_id: "u", file_path: "documents/file_1" };
  if (/^(send|edit)/.test(method))
    return { message_id: 7, date: 1_760_000_000, chat: { id: 1, type: "private" } };
  return true;
}

/** Each repeats what it was asked where it can: some servers do. */
export const FAULTS: Readonly<Record<string, Treatment>> = {
  "a reset connection": (request) => request.socket.resetAndDestroy(),
  "401": refusal(401),
  "404": refusal(404),
  "409": refusal(409),
  "429": (request, response) =>
    response.writeHead(429).end(
      JSON.stringify({
        ok: false,
        error_code: 429,
        description: `Too Many Requests ${told(request)}`,
        parameters: { retry_after: 60 },
      }),
    ),
  "500": refusal(500),
  "a page instead of an answer": (request, response) => response.end(`<html>${told(request)}</html>`),
  "a server's own page": (request, response) => response.writeHead(502).end(`<html>${told(request)}</html>`),
  "a redirect": (request, response) =>
    response.writeHead(307, { location: `http://127.0.0.1:9${request.url}?${told(request)}` }).end(),
  "an answer that is cut off": (request, response) => {
    response.writeHead(200, { "content-length": "10000" });
    response.write(`{"ok":true,"result":"${told(request)}`, () => request.socket.destroy());
  },
  "no answer": () => undefined,
};

function refusal(status: number): Treatment {
  return (request, response) => {
    const description = `Bad Request: ${told(request)}`;
    response.writeHead(status).end(JSON.stringify({ ok: false, error_code: status, description }));
  };
}

function told({ url, headers }: IncomingMessage): string {
  return `${url} ${headers.authorization ?? ""}`;
}
