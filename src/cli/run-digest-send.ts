import type { Delivery } from "../digests/delivery.ts";
import type { DueDigest } from "../digests/delivery-store.ts";
import { type Draft, Drafting } from "../digests/drafting.ts";
import { planOf } from "../digests/due-digests.ts";
import type { Subscriber } from "../digests/subscription.ts";
import { systemTimer } from "../digests/timer.ts";
import type { Cli } from "./cli.ts";
import { type DigestArchive, textOf, withDigests } from "./digest-archive.ts";

// Whoever looks reads no more than that.
const MOST_SHOWN = 1_000;

/** Prints what the bot would send now: what is owed, and the digests whose hour has come. */
export async function runDigestSend({ json = false }: { json?: boolean }, cli: Cli): Promise<void> {
  await withDigests(cli, async (archive) => {
    const drafting = new Drafting({
      ...archive,
      messenger: archive.writer,
      now: cli.now,
      timer: systemTimer,
    });
    const owed = await owedNow(archive, cli.now());
    const shown: Shown[] = [];
    for (const delivery of owed) {
      const to = await archive.store.subscriber(delivery.subscriberId);
      shown.push(show(delivery, to, await drafting.draft(delivery, to)));
    }
    cli.stdout.write(json ? `${JSON.stringify(shown)}\n` : toText(shown));
  });
}

async function owedNow({ store }: DigestArchive, now: Date): Promise<Delivery[]> {
  const owed = await store.dueDeliveries(now, MOST_SHOWN, []);
  const due = await store.dueDigests(now, MOST_SHOWN);
  return [...owed, ...due.flatMap((digest) => digestOf(digest, now))];
}

/** The running bot makes it one that is owed in the same minute; of what has become known by now. */
function digestOf(digest: DueDigest, now: Date): Delivery[] {
  const { send, publishedSince } = planOf(digest, now);
  if (send === null) return [];
  const posts = { after: digest.after, upTo: Number.MAX_SAFE_INTEGER, publishedSince };
  const subject = { kind: "digest", date: send.date, posts } as const;
  return [
    { id: 0, subscriberId: digest.subscriberId, subject, dueAt: send.at, unsureAttempts: 0, begun: null },
  ];
}

interface Shown {
  readonly chat: number | null;
  readonly topic: number | null;
  /** `post 12`, `digest of 2026-11-30`. */
  readonly subject: string;
  readonly dueAt: Date;
  readonly messages: readonly string[];
  /** Why there are none; null where there are. */
  readonly remark: string | null;
}

function show({ subject, dueAt }: Delivery, to: Subscriber | null, draft: Draft): Shown {
  const about = {
    chat: to?.place.chatId ?? null,
    topic: to?.place.topicId ?? null,
    subject: subject.kind === "post" ? `post ${subject.postId}` : `digest of ${subject.date}`,
    dueAt,
  };
  if (draft.kind === "ready")
    return { ...about, messages: draft.messages.slice(draft.sent).map(textOf), remark: null };
  const remark =
    draft.kind === "later" ? `quiet until ${draft.until.toISOString()}` : `not sent: ${draft.reason}`;
  return { ...about, messages: [], remark };
}

function toText(shown: readonly Shown[]): string {
  if (shown.length === 0) return "Nothing is owed now.\n";
  return shown.map(oneToText).join("\n");
}

function oneToText({ chat, topic, subject, dueAt, messages, remark }: Shown): string {
  const place = topic === null ? `chat ${chat}` : `chat ${chat}, topic ${topic}`;
  const heading = `== ${place}: ${subject}, due ${dueAt.toISOString()}`;
  return `${heading}\n${remark ?? messages.join("\n\n---\n\n")}\n`;
}
