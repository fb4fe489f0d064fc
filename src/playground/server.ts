import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import type { Backend } from "./backend.ts";
import { createBotApi } from "./bot-api.ts";
import { createClientApi } from "./client-api.ts";
import { createPageFiles } from "./page-files.ts";
import { refuseStrangers } from "./strangers.ts";

export interface Listening {
  readonly origin: string;
  /** Ends open connections too, twice is fine. */
  close(): Promise<void>;
}

/** Everything that is served, on one port. */
export async function listen(
  backend: Backend,
  { token, host, port }: { token: string; host: string; port: number },
): Promise<Listening> {
  const app = createApp(backend, { token, host });
  const server = createServer(getRequestListener(app.fetch));
  // Bots keep connections open between polls; closing them from here would look like a network fault.
  server.keepAliveTimeout = 0;
  server.listen(port, host);
  await once(server, "listening");
  return { origin: originOf(server, host), close: () => close(server) };
}

function createApp(
  backend: Backend,
  { token, host }: { token: string; host: string },
): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(refuseStrangers(host));
  app.route("/", createBotApi(backend, token));
  app.get("/health", (c) => c.json({ ok: true }));
  app.use(
    secureHeaders({
      contentSecurityPolicy: { defaultSrc: ["'self'"], baseUri: ["'none'"], frameAncestors: ["'none'"] },
      xContentTypeOptions: "nosniff",
      strictTransportSecurity: false,
    }),
  );
  app.route("/client", createClientApi(backend));
  app.route("/", createPageFiles());
  app.notFound((c) => c.json({ ok: false, error_code: 404, description: "Not Found" }, 404));
  return app;
}

function originOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The playground has no TCP address");
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeAllConnections();
  await closed;
}
