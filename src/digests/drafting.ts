import { Compositions } from "./compositions.ts";
import type { DeadReason, Delivery, PostSpan } from "./delivery.ts";
import type { Digest, DigestComposer } from "./digest.ts";
import type { Messenger, WrittenMessage } from "./messenger.ts";
import { quietUntil } from "./quiet-hours.ts";
import type { DigestChoices, Subscriber } from "./subscription.ts";
import type { Timer } from "./timer.ts";
import { readMessages } from "./written-messages.ts";

/** What a delivery comes to, as things are now. */
export type Draft =
  | {
      readonly kind: "ready";
      readonly to: Subscriber;
      readonly messages: readonly WrittenMessage[];
      /** How many of them have arrived. */
      readonly sent: number;
      /** Of the post that it tells of; 0 = of several, or it is told already. */
      readonly postVersion: number;
    }
  | { readonly kind: "later"; readonly until: Date }
  | { readonly kind: "never"; readonly reason: DeadReason };

export interface DraftingDeps {
  readonly composer: DigestComposer;
  readonly messenger: Pick<Messenger, "writeDigest" | "writeNotice">;
  /** Another one whenever the post has changed, was hidden or shown again. Absent = none of that happens. */
  postVersion?(postId: number): Promise<number>;
  now(): Date;
  readonly timer: Timer;
  /** Aborted when nothing more is made; absent = never. */
  readonly stopping?: AbortSignal;
}

/** Makes the messages of deliveries. */
export class Drafting {
  readonly #deps: DraftingDeps;
  readonly #compositions: Compositions;

  constructor(deps: DraftingDeps) {
    this.#deps = deps;
    this.#compositions = new Compositions(deps.composer, deps);
  }

  /** `to`: null where the place is gone. */
  async draft(delivery: Delivery, to: Subscriber | null): Promise<Draft> {
    if (to === null || !isWanted(delivery, to)) return { kind: "never", reason: "unwanted" };
    if (to.endedBecause !== null) return { kind: "never", reason: to.endedBecause };
    const until = quietUntil(to, this.#deps.now());
    if (until !== null) return { kind: "later", until };
    const postVersion = await this.#postVersion(delivery); // before reading it
    if (delivery.begun) {
      const { messages, sent } = delivery.begun;
      return { kind: "ready", to, messages: readMessages(messages), sent, postVersion };
    }
    const messages = await this.#write(delivery, to, postVersion);
    if (messages.length === 0) return { kind: "never", reason: "nothing-new" };
    return { kind: "ready", to, messages, sent: 0, postVersion };
  }

  /** Whether the post is as it was when the draft was made. */
  async isCurrent(delivery: Delivery, draft: Extract<Draft, { kind: "ready" }>): Promise<boolean> {
    return (await this.#postVersion(delivery)) === draft.postVersion;
  }

  async #postVersion({ subject }: Delivery): Promise<number> {
    return subject.kind === "post" ? (this.#deps.postVersion?.(subject.postId) ?? 0) : 0;
  }

  #write(delivery: Delivery, to: Subscriber, postVersion: number): Promise<readonly WrittenMessage[]> {
    const { subject } = delivery;
    switch (subject.kind) {
      case "post":
        return this.#writeNotice(subject.postId, to, postVersion);
      case "digest":
        return this.#writeDigest(subject.posts, to);
      default:
        return subject satisfies never;
    }
  }

  async #writeNotice(
    postId: number,
    to: Subscriber,
    postVersion: number,
  ): Promise<readonly WrittenMessage[]> {
    const wanted = everyPost(to);
    const request = {
      postId,
      alerts: to.alerts.map(({ query, paperKey }) => ({ query, paperKey })),
      digest: wanted && { query: wanted.query, channelIds: wanted.channelIds },
    };
    const notice = await this.#compositions.notice(request, postVersion);
    return notice === null ? [] : this.#deps.messenger.writeNotice(notice, to);
  }

  async #writeDigest(posts: PostSpan, to: Subscriber): Promise<readonly WrittenMessage[]> {
    const { digest: choices } = to;
    if (choices === null) return [];
    const { query, channelIds } = choices;
    const digest = await this.#compositions.digest({ posts, query, channelIds });
    return isWorthSaying(digest, choices) ? this.#deps.messenger.writeDigest(digest, to) : [];
  }
}

function isWanted({ subject }: Delivery, to: Subscriber): boolean {
  if (subject.kind === "digest") return to.digest !== null && !to.digest.isPaused;
  return to.alerts.length > 0 || everyPost(to) !== null;
}

/** Null where the place is not sent every post. */
function everyPost({ digest }: Subscriber): DigestChoices | null {
  return digest !== null && digest.rhythm.kind === "each" && !digest.isPaused ? digest : null;
}

function isWorthSaying({ total }: Digest, { rhythm, saysNothingNew }: DigestChoices): boolean {
  return total > 0 || (rhythm.kind === "weekly" && saysNothingNew);
}
