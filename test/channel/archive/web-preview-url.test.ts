import { mkdir, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { ArchiveOptions } from "../../../src/channel/archive/archive.ts";
import { readArchive, webMessage, webPage, webText } from "../../support/archives.ts";
import { aLocalServer } from "../../support/local-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const CHANNEL = "https://t.me/s/ranking_notes";

/** A web server in the place of t.me; remembers the paths asked for. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: string[] = [];
  const { origin } = await aLocalServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  const fetch: typeof globalThis.fetch = (url, init) =>
    globalThis.fetch(String(url).replace("https://t.me/", `${origin}/`), init);
  return { fetch, asked };
}

/** A channel of 60 posts, 20 a page. */
function channelPage(url: string): string {
  const before = Number(new URL(url, "http://x").searchParams.get("before") ?? 61);
  const first = Math.max(1, before - 20);
  const ids = Array.from({ length: before - first }, (_, at) => first + at);
  return webPage(
    ids.map((id) => webMessage(id, webText(`Post ${id}`))),
    first > 1 ? { before: first } : {},
  );
}

async function read(location: string, options: Partial<ArchiveOptions> = {}) {
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  return { ...(await readArchive(location, { sleep, ...options })), waits };
}

test("a channel is read page by page to its oldest post, at a reader's pace", async () => {
  const { fetch, asked } = await serve(({ url }, response) => response.end(channelPage(url ?? "")));
  const { channels, posts, waits, error } = await read(CHANNEL, { fetch });
  expect(error).toBeNull();
  expect(asked).toEqual(["/s/ranking_notes", "/s/ranking_notes?before=41", "/s/ranking_notes?before=21"]);
  expect(channels).toHaveLength(1);
  expect(posts.map(({ messageId }) => messageId).sort((a, b) => (a ?? 0) - (b ?? 0))).toEqual(
    Array.from({ length: 60 }, (_, at) => at + 1),
  );
  expect(waits).toHaveLength(2);
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(1000);
});

test("a run goes on from the address with ?before= that an interrupted one named", async () => {
  let isDown = false;
  const { fetch, asked } = await serve(({ url }, response) => {
    if (url?.endsWith("before=21") && isDown) response.statusCode = 503;
    response.end(channelPage(url ?? ""));
  });
  isDown = true;
  const first = await read(CHANNEL, { fetch });
  expect(first.posts).toHaveLength(40);
  expect(first.error?.code).toBe("WEB_INTERRUPTED");
  const next = /http\S+/.exec(first.error?.hint ?? "")?.[0] ?? "";
  expect(next).toBe(`${CHANNEL}?before=21`);
  isDown = false;
  asked.length = 0;
  const second = await read(next, { fetch });
  expect(asked).toEqual(["/s/ranking_notes?before=21"]);
  expect(second.posts.map(({ messageId }) => messageId)).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
});

test("a server that asks to wait is given the time it asks for", async () => {
  let answers = 0;
  const { fetch } = await serve((_, response) => {
    answers += 1;
    if (answers === 1) response.writeHead(429, { "retry-after": "7" }).end();
    else response.end(webPage([webMessage(1, webText("a"))]));
  });
  const { posts, waits } = await read(CHANNEL, { fetch });
  expect(posts).toHaveLength(1);
  expect(waits).toEqual([7000]);
});

test("a failing server is asked again, later each time, and then given up", async () => {
  const { fetch, asked } = await serve((_, response) => response.writeHead(502).end());
  const { error, waits } = await read(CHANNEL, { fetch });
  expect(error).toMatchObject({ code: "WEB_INTERRUPTED", message: expect.stringContaining("502") });
  expect(asked).toHaveLength(5);
  expect(waits).toEqual([2000, 4000, 8000, 16000]);
});

test("a dropped connection is tried again", async () => {
  let answers = 0;
  const { fetch } = await serve((request, response) => {
    answers += 1;
    if (answers === 1) request.socket.destroy();
    else response.end(webPage([webMessage(1, webText("a"))]));
  });
  expect((await read(CHANNEL, { fetch })).posts).toHaveLength(1);
});

test("a redirect to another server is refused by name", async () => {
  const { fetch, asked } = await serve((_, response) =>
    response.writeHead(302, { location: "https://example.org/s/x" }).end(),
  );
  const { error } = await read(CHANNEL, { fetch });
  expect(error).toMatchObject({ code: "REDIRECTED", message: expect.stringContaining("example.org") });
  expect(asked).toHaveLength(1);
});

test("a name without a public page is refused by name", async () => {
  const { fetch } = await serve((_, response) =>
    response.writeHead(302, { location: "/ranking_notes" }).end(),
  );
  const { error } = await read(CHANNEL, { fetch });
  expect(error).toMatchObject({ code: "NOT_PUBLIC", message: expect.stringContaining("ranking_notes") });
});

test("a page without posts is no public channel", async () => {
  const { fetch } = await serve((_, response) => response.end("<html><body>Contact @someone</body></html>"));
  expect((await read("https://t.me/s/someone", { fetch })).error?.code).toBe("NOT_PUBLIC");
});

test("a page that leads to itself ends the reading", async () => {
  const { fetch, asked } = await serve((_, response) =>
    response.end(webPage([webMessage(30, webText("a"))], { before: 30 })),
  );
  expect((await read(CHANNEL, { fetch })).error).toBeNull();
  expect(asked).toHaveLength(2);
});

test.each([
  "https://t.me/ranking_notes",
  "https://t.me/ranking_notes/42",
  "t.me/s/ranking_notes",
  "https://telegram.me/s/ranking_notes?q=word#top",
  "http://t.me/s/ranking_notes",
  "http://telegram.dog/ranking_notes/42",
  "HTTP://T.ME:80/ranking_notes",
  "t.me/ranking_notes",
  "telegram.me/ranking_notes/",
  "@ranking_notes",
])("%s is read from the channel's public page", async (location) => {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (url) => {
    asked.push(String(url));
    return new Response(webPage([webMessage(1, webText("a"))]));
  };
  expect((await read(location, { fetch })).posts).toHaveLength(1);
  expect(asked).toEqual(["https://t.me/s/ranking_notes"]);
});

test.each(["t.me/s/ranking_notes", "@ranking_notes"])(
  "%s is read from a file where there is one of this name",
  async (name) => {
    const folder = temporaryFolder();
    const home = process.cwd();
    onTestFinished(() => process.chdir(home));
    process.chdir(folder);
    await mkdir(dirname(name), { recursive: true });
    await writeFile(name, webPage([webMessage(7, webText("saved"))]));
    const { posts } = await read(name, { fetch: () => Promise.reject(new Error("asked the network")) });
    expect(posts).toMatchObject([{ messageId: 7, text: "saved" }]);
  },
);

test("an address that is no channel's is refused before anything is asked", async () => {
  expect((await read("https://example.org/result.json")).error?.code).toBe("ARCHIVE_UNKNOWN");
  expect((await read("https://t.me/joinchat/AAAA")).error?.code).toBe("ARCHIVE_UNKNOWN");
});

test.each([
  "http://127.0.0.1/s/ranking_notes",
  "http://127.1:8080/s/ranking_notes",
  "http://2130706433/s/ranking_notes",
  "http://localhost/s/ranking_notes",
  "http://[::1]/s/ranking_notes",
  "http://[::ffff:10.0.0.1]/s/ranking_notes",
  "http://10.0.0.1/s/ranking_notes",
  "http://192.168.1.1/s/ranking_notes",
  "http://169.254.169.254/s/latest",
  "http://metadata.google.internal/s/ranking_notes",
  "https://example.org/s/ranking_notes",
  "https://t.me.example.org/s/ranking_notes",
  "https://t.me@127.0.0.1/s/ranking_notes",
  "https://127.0.0.1#@t.me/s/ranking_notes",
  "https://127.0.0.1\\@t.me/s/ranking_notes",
  "https://reader:secret-word@t.me/s/ranking_notes",
  "https://t.me:8443/s/ranking_notes",
  "https://t.me:22/s/ranking_notes",
])("%s is not asked: only Telegram's own pages are", async (location) => {
  const { error } = await read(location, { fetch: () => Promise.reject(new Error("asked the network")) });
  expect(error).toMatchObject({
    code: "ARCHIVE_UNKNOWN",
    message: expect.stringContaining("Telegram's own"),
  });
  expect(error?.message).not.toContain("secret-word");
});

test.each([
  "file:///etc/passwd",
  "ftp://t.me/s/ranking_notes",
  "data:text/html,<p>",
  "gopher://127.0.0.1/s/x",
  "//127.0.0.1/s/x",
])("%s is no address but the name of a file, which is not there", async (location) => {
  const { error } = await read(location, { fetch: () => Promise.reject(new Error("asked the network")) });
  expect(error).toMatchObject({ message: expect.stringContaining("does not exist") });
});

test.each([
  "http://127.0.0.1:9/s/ranking_notes",
  "http://169.254.169.254/latest/meta-data/",
  "//10.0.0.1/s/ranking_notes",
  "file:///etc/passwd",
  "https://t.me:8443/s/ranking_notes",
  "/s/ranking_notes?before=1",
])("a page that leads to %s is not followed", async (location) => {
  const { fetch, asked } = await serve((_, response) => response.writeHead(302, { location }).end());
  const { error, posts } = await read(CHANNEL, { fetch });
  expect(error?.code).toMatch(/^(REDIRECTED|NOT_PUBLIC)$/);
  expect(posts).toEqual([]);
  expect(asked).toEqual(["/s/ranking_notes"]);
});

test("nothing on a page leads anywhere but to the channel's older page", async () => {
  const { fetch, asked } = await serve(({ url }, response) =>
    response.end(
      webPage(
        [
          webMessage(
            30,
            webText(
              '<a href="http://127.0.0.1:9/x">a</a><img src="http://127.0.0.1:9/y"><base href="http://x/">',
            ),
          ),
        ],
        url?.includes("before") ? {} : { before: 30 },
      ).replace(
        "<body",
        '<base href="http://127.0.0.1:9/"><meta http-equiv="refresh" content="0;url=http://x/"><body',
      ),
    ),
  );
  await read(CHANNEL, { fetch });
  expect(asked).toEqual(["/s/ranking_notes", "/s/ranking_notes?before=30"]);
});

test("an interrupt between two pages stops the reading and names the next page", async () => {
  const { fetch, asked } = await serve(({ url }, response) => response.end(channelPage(url ?? "")));
  const stop = new AbortController();
  const { posts, error } = await read(CHANNEL, {
    fetch,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  expect(posts).toHaveLength(20);
  expect(asked).toHaveLength(1);
  expect(error?.hint).toContain("?before=41");
});
