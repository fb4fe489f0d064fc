import type { Digest, DigestItem } from "../../src/digests/digest.ts";
import type { DigestChoices, Subscriber } from "../../src/digests/subscription.ts";
import { USUAL_DIGEST } from "../../src/digests/usual-digest.ts";
import type { ListedPaper } from "../../src/papers/paper.ts";
import { aStoredPost } from "./posts.ts";

/** A daily one of every post at nine. */
export function choices(parts: Partial<DigestChoices> = {}): DigestChoices {
  return { ...USUAL_DIGEST, ...parts };
}

export function aSubscriber(parts: Partial<Subscriber> = {}): Subscriber {
  return {
    id: 1,
    place: { chatId: 1001, topicId: null },
    digest: choices(),
    alerts: [],
    endedBecause: null,
    timezone: "Europe/Moscow",
    quietHours: null,
    isSilent: false,
    language: "ru",
    ...parts,
  };
}

export function anItem(id: number, parts: Partial<DigestItem> = {}): DigestItem {
  return {
    post: aStoredPost({ id, messageId: id, date: "2024-11-19T18:44:00Z" }),
    title: `Пост ${id}`,
    summary: "Автор рассказывает о холодном старте.",
    papers: [],
    ...parts,
  };
}

export function aDigest(items: readonly DigestItem[], papers: readonly ListedPaper[] = []): Digest {
  return { sections: [{ kind: "posts", items }], papers, total: items.length };
}
