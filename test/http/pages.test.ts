import { expect, test } from "vitest";
import { createPages, type PagesDeps } from "../../src/http/pages.ts";

function pagesOf(parts: Partial<PagesDeps> = {}) {
  return createPages({
    posts: async () => 83,
    lastingTrouble: () => null,
    missingParts: async () => [],
    metrics: async () => ({ text: "up 1\n", contentType: "text/plain; version=0.0.4; charset=utf-8" }),
    onError: () => undefined,
    ...parts,
  });
}

test("/health says that the process lives and how many posts it knows, whatever keeps it from being ready", async () => {
  const response = await pagesOf({ missingParts: async () => ["updates"] }).request("/health");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true, posts: 83 });
});

test("a store that cannot be read makes /health fail, and the cause is told to the operator only", async () => {
  const heard: unknown[] = [];
  const posts = () => Promise.reject(new Error("disk is gone"));
  const response = await pagesOf({ posts, onError: (error) => heard.push(error) }).request("/health");
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain("disk");
  expect(heard).toEqual([new Error("disk is gone")]);
});

test("/health fails, and says why, where the database needs somebody to mend it", async () => {
  const response = await pagesOf({ lastingTrouble: () => "DATABASE_DAMAGED" }).request("/health");
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({ ok: false, trouble: "DATABASE_DAMAGED" });
});

test("/ready names what is missing", async () => {
  const ready = await pagesOf().request("/ready");
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, missing: [] }]);
  const waiting = await pagesOf({ missingParts: async () => ["updates", "answers"] }).request("/ready");
  expect([waiting.status, await waiting.json()]).toEqual([
    503,
    { ready: false, missing: ["updates", "answers"] },
  ]);
});

test("/metrics is what Prometheus reads", async () => {
  const response = await pagesOf().request("/metrics");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  expect(await response.text()).toBe("up 1\n");
});

test.each(["/health", "/ready", "/metrics"])(
  "%s is read and nothing else, and never from a cache",
  async (path) => {
    const head = await pagesOf().request(path, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("cache-control")).toBe("no-store");
    for (const method of ["POST", "PUT", "DELETE"]) {
      const response = await pagesOf().request(path, { method });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    }
  },
);

test.each(["/", "/metrics/", "/health.json", "/../etc/passwd", "/telegram"])(
  "%s is not found, and nothing is said about it",
  async (path) => {
    const response = await pagesOf().request(path);
    expect([response.status, await response.text()]).toEqual([404, ""]);
  },
);
