import type { PostReader } from "../../channel/post-store.ts";
import type { DigestComposer, QueryProbe } from "../../digests/digest.ts";
import type { SubscriptionStore } from "../../digests/subscription-store.ts";
import type { PaperFinder } from "../../papers/paper-finder.ts";
import type { Finder } from "../../search/hit.ts";
import type { ButtonStore } from "../buttons.ts";
import type { Lists } from "../lists.ts";
import type { DateFormats } from "../post-date.ts";

/** What the screens of digests and alerts work with. */
export interface SubscriptionDeps {
  readonly subscriptions: SubscriptionStore;
  readonly composer: DigestComposer & QueryProbe;
  /** Called when what is due, or when, may have changed. */
  readonly onSubscriptionsChanged: () => void;
  readonly posts: PostReader;
  readonly finder: Finder;
  readonly papers: PaperFinder;
  readonly buttons: ButtonStore;
  /** IANA zone of a place that has chosen none. */
  readonly timezone: string;
  readonly dates: DateFormats;
  readonly lists: Lists;
  readonly newToken: () => string;
  readonly now: () => Date;
}
