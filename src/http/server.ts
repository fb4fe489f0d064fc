import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { AppError } from "../errors.ts";

export interface HttpServer {
  readonly port: number;
  stop(): Promise<void>;
}

/**
 * Listens on the address; port 0 picks a free one. What answers is loaded by the first request: a bot has better to do
 * at its start. `onError` hears why it could not be loaded; the next request tries again. Throws AppError PORT_IN_USE.
 */
export function startHttp(
  load: () => Promise<RequestListener>,
  { host, port, onError }: { host: string; port: number; onError: (error: unknown) => void },
): Promise<HttpServer> {
  let listener: RequestListener | undefined;
  const server = createServer(async (request, response) => {
    try {
      listener ??= await load();
      listener(request, response);
    } catch (error) {
      onError(error);
      response.writeHead(503).end();
    }
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(explainListenError(error, { host, port })));
    server.listen(port, host, () => resolve({ port: portOf(server), stop: () => stop(server) }));
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
