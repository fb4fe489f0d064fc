import type { KnownPaper } from "../known-papers.ts";
import type { NotedPost, PaperPosition, PaperStore } from "../paper-store.ts";
import type { GatheredPaper } from "./draft.ts";
import { gatherPapers, type Papers } from "./gathering.ts";
import { PaperWords } from "./paper-words.ts";
import { TitleForms } from "./title-groups.ts";

/** Papers as they stand at one moment. */
export interface CatalogueState extends Papers {
  /** For finding them by what people type. */
  readonly words: PaperWords<GatheredPaper>;
  /** False while posts wait to be read for papers. */
  readonly isComplete: boolean;
}

const CHANGES_A_READ = 1000;

interface Gathering {
  readonly isSameEpoch: boolean;
  /** What is still being made. */
  readonly before: Promise<unknown> | null;
}

/** Every paper that posts name, held in memory and made anew from the notes on posts whenever these have changed. */
export class PaperCatalogue {
  readonly #store: PaperStore;
  readonly #known: readonly KnownPaper[];
  readonly #posts = new Map<number, NotedPost>();
  #forms = new TitleForms();
  #at: PaperPosition | null = null;
  #sequence = 0;
  #state: Promise<CatalogueState> | null = null;

  constructor(store: PaperStore, known: readonly KnownPaper[]) {
    this.#store = store;
    this.#known = known;
  }

  /** Never behind the posts. */
  async current(): Promise<CatalogueState> {
    const position = await this.#store.paperPosition();
    if (this.#state === null || !isSame(position, this.#at)) {
      const isSameEpoch = position.epoch === this.#at?.epoch;
      const made = this.#gather(position, { isSameEpoch, before: this.#state });
      this.#at = position;
      this.#state = made;
      // What could not be read is asked for again.
      made.catch(() => {
        if (this.#state === made) this.#state = null;
      });
    }
    return this.#state;
  }

  async #gather(position: PaperPosition, { isSameEpoch, before }: Gathering): Promise<CatalogueState> {
    await before?.catch(() => undefined); // whoever asked for that one was told
    if (!isSameEpoch) this.#forget();
    await this.#catchUp();
    const papers = await gatherPapers({
      posts: [...this.#posts.values()],
      known: this.#known,
      forms: this.#forms,
      records: await this.#store.arxivRecords(),
      hidden: new Set(await this.#store.hiddenPapers()),
      postsNaming: (names) => this.#store.postsNaming(names),
    });
    return { ...papers, words: new PaperWords(papers.all), isComplete: position.isComplete };
  }

  #forget(): void {
    this.#posts.clear();
    this.#forms = new TitleForms();
    this.#sequence = 0;
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      const changes = await this.#store.notesAfter(this.#sequence, CHANGES_A_READ);
      for (const id of changes.removedIds) this.#posts.delete(id);
      for (const post of changes.posts) this.#posts.set(post.postId, post);
      if (changes.sequence === this.#sequence) return;
      this.#sequence = changes.sequence;
    }
  }
}

function isSame(one: PaperPosition, other: PaperPosition | null): boolean {
  return (
    one.epoch === other?.epoch &&
    one.sequence === other.sequence &&
    one.facts === other.facts &&
    one.isComplete === other.isComplete
  );
}
