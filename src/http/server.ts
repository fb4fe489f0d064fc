import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { AppError } from "../errors.ts";
import { isForDoor, takeUpdate, type WebhookDoor } from "./webhook.ts";

export interface HttpServer {
  readonly port: number;
  stop(): Promise<void>;
}

export interface HttpOptions {
  readonly host: string;
  readonly port: number;
  /** Where Telegram brings updates; null where we ask for them. */
  readonly door: WebhookDoor | null;
  /** Hears why a request could not be answered as it should have been. */
  readonly onError: (error: unknown) => void;
}

// Everything that asks here sends little and at once.
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 75_000,
  connectionsCheckingInterval: 5_000, // what has taken too long is ended so soon after
};
/** Telegram needs a hundred. Each is a file handle, and the bot needs some for itself. */
const MAX_CONNECTIONS = 2_000;
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * Listens on the address; port 0 picks a free one. The pages are loaded by the first request for one: a bot has better
 * to do at its start. When they could not be loaded, the next request tries again. Throws AppError PORT_IN_USE.
 */
export function startHttp(load: () => Promise<RequestListener>, options: HttpOptions): Promise<HttpServer> {
  const { host, port, door, onError } = options;
  let pages: RequestListener | undefined;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    if (door !== null && isForDoor(door, request)) return takeUpdate(door, request, response, onError);
    pages ??= await load();
    pages(request, response);
  };
  const server = createServer({ ...TIMEOUTS, maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    answer(request, response).catch((error) => {
      if (error === request.errored) return; // whoever asked went away in the middle of it
      onError(error);
      if (!response.headersSent) response.writeHead(503);
      response.end();
    });
  });
  return new Promise((resolve, reject) => {
    server.maxConnections = MAX_CONNECTIONS;
    server.once("error", (error) => reject(explainListenError(error, { host, port })));
    server.listen(port, host, () => {
      server.on("error", onError); // one visitor less (no file handle is left), and no reason to end
      resolve({ port: portOf(server), stop: () => stop(server) });
    });
  });
}

function portOf(server: Server): number {
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return port;
}

/** Why nobody can listen there, in words; an error that is no mistake of the settings as it is. */
export function explainListenError(error: unknown, { host, port }: { host: string; port: number }): unknown {
  if (!(error instanceof Error) || !("code" in error)) return error;
  switch (error.code) {
    case "EADDRINUSE":
      return new AppError("PORT_IN_USE", `Port ${port} on ${host} is taken by another program`, {
        hint: "Stop that program, or set HTTP_PORT to another number (0 picks a free one)",
      });
    case "EACCES":
      return new AppError("PORT_REFUSED", `The system does not allow port ${port} on ${host}`, {
        hint: "Set HTTP_PORT to a number from 1024 on",
      });
    case "ENOTFOUND":
    case "EADDRNOTAVAIL":
      return new AppError("HOST_UNKNOWN", `HTTP_HOST is ${host}, which is no address of this machine`, {
        hint: "Use 127.0.0.1 for this machine alone, or 0.0.0.0 for every network it is in",
      });
    default:
      return error;
  }
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
