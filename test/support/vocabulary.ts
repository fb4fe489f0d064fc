import type { Vocabulary } from "../../src/search/vocabulary.ts";
import { aChannel, aPost } from "./posts.ts";
import { aStore } from "./sqlite-store.ts";

/** The vocabulary of an archive with these posts. */
export async function aVocabulary(...texts: string[]): Promise<Vocabulary> {
  const store = await aStore();
  const { id } = await store.openChannel(aChannel());
  await store.savePosts(
    id,
    texts.map((text, n) => aPost({ messageId: n + 1, text })),
  );
  return store.search.vocabulary;
}
