import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { ArchiveItem, ArchiveOptions } from "../../src/channel/archive/archive.ts";
import type { openArchiveBeside } from "../../src/engine/archive-thread.ts";
import { archiveFile, archiveOptions, desktopJson, jsonMessage, readArchive } from "../support/archives.ts";
import { compileProgram } from "../support/compiled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** A thread runs compiled code only. */
async function compiledReader(): Promise<typeof openArchiveBeside> {
  const compiledFolder = compileProgram(temporaryFolder());
  const file = pathToFileURL(join(compiledFolder, "engine", "archive-thread.js")).href;
  const compiled: { openArchiveBeside: typeof openArchiveBeside } = await import(file);
  return compiled.openArchiveBeside;
}

async function collected(items: AsyncIterable<ArchiveItem>) {
  const posts: number[] = [];
  try {
    for await (const item of items) if (item.kind === "post") posts.push(item.post.messageId ?? 0);
    return { posts, error: null };
  } catch (error) {
    return { posts, error };
  }
}

test("a thread of its own reads the same, fails the same, and ends when nobody wants more", {
  timeout: 60_000,
}, async () => {
  const open = await compiledReader();
  const progress: number[] = [];
  const options: ArchiveOptions = archiveOptions({ onProgress: (done) => progress.push(done) });
  const json = JSON.stringify(desktopJson(Array.from({ length: 50 }, (_, n) => jsonMessage(n + 1))));

  const whole = await archiveFile(json);
  expect(await collected(open(whole, options))).toEqual({
    posts: (await readArchive(whole)).posts.map(({ messageId }) => messageId),
    error: null,
  });
  expect(progress.at(-1)).toBe(json.length);

  const cut = await archiveFile(json.slice(0, json.length / 2));
  const here = await readArchive(cut);
  const { posts, error } = await collected(open(cut, options));
  expect(posts).toHaveLength(here.posts.length);
  expect(error).toMatchObject({
    code: "ARCHIVE_TRUNCATED",
    message: here.error?.message,
    hint: here.error?.hint,
  });

  const controller = new AbortController();
  let taken = 0;
  const stopped = (async () => {
    for await (const _ of open(whole, { ...options, signal: controller.signal })) {
      if (++taken === 25) controller.abort();
    }
  })();
  await expect(stopped).rejects.toThrow(/abort/i);
  expect(taken).toBeLessThan(51);
});
