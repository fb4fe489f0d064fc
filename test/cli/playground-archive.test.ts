import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { prepareArchive } from "../../src/cli/playground-archive.ts";
import { parseConfig } from "../../src/config.ts";
import { openStore } from "../../src/store/open.ts";
import { aChannel, aPost } from "../support/posts.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

test("the playground shows the posts of a database whose address is written as a URL", async () => {
  const folder = mkdtempSync(join(temporaryFolder(), "with space "));
  const databaseUrl = pathToFileURL(join(folder, "kept.db")).href;
  const store = await openStore(databaseUrl);
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(id, [aPost()]);
  await store.close();
  const { isSample, posts } = await prepareArchive(
    {
      config: parseConfig({ DATABASE_URL: databaseUrl }),
      now: () => new Date("2024-11-20T12:00:00Z"),
      fetch: () => Promise.reject(new Error("no network in this test")),
      signal: new AbortController().signal,
    },
    temporaryFolder(),
  );
  expect({ isSample, posts }).toEqual({ isSample: false, posts: 1 });
});
