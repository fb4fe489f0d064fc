import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { type Context, Hono } from "hono";

const FOLDER = join(import.meta.dirname, "page");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
};
// One plain file name: nothing that could lead out of the folder.
const FILE_NAME = /^[a-z0-9][a-z0-9.-]*$/i;

/** The chat page: `/` and `/page/<file>`. */
export function createPageFiles(): Hono {
  const app = new Hono();
  app.get("/", (c) => serveFile(c, "chat.html"));
  app.get("/page/:file", (c) => serveFile(c, c.req.param("file")));
  return app;
}

async function serveFile(c: Context, name: string): Promise<Response> {
  const type = TYPES[extname(name)];
  if (type === undefined || !FILE_NAME.test(name)) return c.notFound();
  try {
    const bytes = await readFile(join(FOLDER, name));
    return c.body(new Uint8Array(bytes), 200, { "Content-Type": type, "Cache-Control": "no-cache" });
  } catch {
    return c.notFound();
  }
}
