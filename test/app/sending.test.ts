import { expect, test } from "vitest";
import { createSending } from "../../src/app/sending.ts";
import { Pacer } from "../../src/digests/pacer.ts";
import { createLog } from "../../src/log.ts";
import { aStore } from "../support/sqlite-store.ts";
import { savePost } from "../support/subscriptions.ts";

const never = <T>() => new Promise<T>(() => undefined);

test("a search that never answers does not keep the bot from stopping", async () => {
  const store = await aStore();
  await savePost(store, { messageId: 1 });
  let asked = false;
  const sending = createSending({
    store,
    composer: {
      composeDigest: never,
      composeNotice: never,
      savedQueriesOf: () => {
        asked = true;
        return never();
      },
    },
    messenger: { writeDigest: never, writeNotice: never, send: never },
    pacing: new Pacer(),
    perSecond: 30,
    log: createLog("silent", process.stderr),
    now: () => new Date("2026-11-30T10:00:00Z"), // an hour after the post,
  });
  sending.start();
  await expect.poll(() => asked).toBe(true);
  await expect(sending.stop(50)).resolves.toBeUndefined();
});
