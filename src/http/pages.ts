import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { type Context, Hono } from "hono";

export interface PagesDeps {
  /** How many are kept; rejected where the database does not answer. */
  readonly posts: () => Promise<number>;
  /** What the database will not get over while the process runs, by its code; null = nothing. */
  readonly lastingTrouble: () => string | null;
  /** What keeps people from being answered as they should be, by name; nothing = the bot is ready. */
  readonly missingParts: () => Promise<readonly string[]>;
  /** Figures and counts, as Prometheus reads them. */
  readonly metrics: () => Promise<{ readonly text: string; readonly contentType: string }>;
  /** Hears why a page could not be made; the visitor only learns that. */
  readonly onError: (error: unknown) => void;
}

type Page = (context: Context) => Promise<Response>;

/** The pages for machines. They only tell, so they are only read. */
export function createPages(deps: PagesDeps): Hono {
  const pages = new Hono();
  pages.onError((error, context) => {
    deps.onError(error);
    return context.json({ ok: false }, 503);
  });
  pages.notFound((context) => context.body(null, 404));
  pages.use(async (context, next) => {
    await next();
    context.header("Cache-Control", "no-store");
  });
  for (const [path, page] of Object.entries(pagesOf(deps))) {
    pages.get(path, page); // and HEAD
    pages.all(path, (context) => context.body(null, 405, { Allow: "GET, HEAD" }));
  }
  return pages;
}

function pagesOf({
  posts,
  lastingTrouble,
  missingParts,
  metrics,
}: PagesDeps): Readonly<Record<string, Page>> {
  return {
    // Alive is not ready: a process that waits for Telegram, or for room on the disk, must not be restarted for it.
    "/health": async (context) => {
      const trouble = lastingTrouble();
      return trouble === null
        ? context.json({ ok: true, posts: await posts() })
        : context.json({ ok: false, trouble }, 503);
    },
    "/ready": async (context) => {
      const missing = await missingParts();
      const isReady = missing.length === 0;
      return context.json({ ready: isReady, missing }, isReady ? 200 : 503);
    },
    "/metrics": async (context) => {
      const { text, contentType } = await metrics();
      return context.body(text, 200, { "Content-Type": contentType });
    },
  };
}

/** The pages as Node's server wants them. */
export function listenerOf(pages: Hono): RequestListener {
  return getRequestListener(pages.fetch);
}
