import { type ServerType, serve } from "@hono/node-server";
import { Hono } from "hono";
import { AppError } from "../errors.ts";

interface Health {
  /** True while Telegram answers and questions get complete answers. */
  readonly isReady: boolean;
  readonly posts: number;
}

export interface PagesDeps {
  readonly health: () => Promise<Health>;
  /** Hears why a page could not be made; the visitor only learns that. */
  readonly onError: (error: unknown) => void;
}

/** The pages for machines: is the process alive, and does it know its posts. */
export function createPages({ health, onError }: PagesDeps): Hono {
  const pages = new Hono();
  pages.onError((error, context) => {
    onError(error);
    return context.json({ ok: false }, 503);
  });
  pages.get("/health", async (context) => {
    const { isReady, posts } = await health();
    // Alive is not ready: a process that waits for Telegram must not be restarted for it.
    return context.json({ ok: true, ready: isReady, posts });
  });
  return pages;
}

export interface HttpServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Listens on the address; port 0 picks a free one. Throws AppError PORT_IN_USE. */
export function startHttp(pages: Hono, { host, port }: { host: string; port: number }): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: pages.fetch, hostname: host, port }, (address) =>
      resolve({ port: address.port, stop: () => stop(server) }),
    );
    server.once("error", (error) => reject(explainListenError(error, { host, port })));
  });
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

function stop(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}
