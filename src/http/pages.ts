import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";

interface Health {
  /** True while Telegram answers and questions get complete answers. */
  readonly isReady: boolean;
  readonly posts: number;
  /** What keeps the store from its work; null = nothing. */
  readonly trouble: { readonly code: string; readonly isLasting: boolean } | null;
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
    const { isReady, posts, trouble } = await health();
    const store = trouble === null ? {} : { store: trouble.code };
    if (trouble?.isLasting === true) return context.json({ ok: false, ready: false, posts, ...store }, 503);
    // Alive is not ready: a process that waits for Telegram, or for room on the disk, must not be restarted for it.
    return context.json({ ok: true, ready: isReady, posts, ...store });
  });
  return pages;
}

/** The pages as Node's server wants them. */
export function listenerOf(pages: Hono): RequestListener {
  return getRequestListener(pages.fetch);
}
