/** What an engine is given to keep. */
export interface Post {
  readonly messageId: number;
  readonly date: string;
  readonly text: string;
}

/**
 * A search over posts as a person would set it up. One process builds and closes, later ones load and ask.
 * `add`, `replace` and `remove` end when the next search knows; whatever is kept on disk is kept by then.
 */
export interface Engine {
  /** From nothing to everything kept on disk. */
  build(posts: Iterable<Post>): Promise<void>;
  /** In a fresh process: opens what `build` kept; ends when it can be asked. */
  load(): Promise<void>;
  /** Message ids of at most ten posts, best first; with title and snippet made where the engine makes them. */
  search(query: string): Promise<number[]>;
  add(post: Post): Promise<void>;
  /** Another text for the post with the same message id. */
  replace(post: Post): Promise<void>;
  remove(post: Post): Promise<void>;
  close(): Promise<void>;
  /** Where the disk space it needs is not in its folder. */
  diskBytes?(): Promise<number>;
}

export interface EngineChoice {
  readonly name: string;
  /** Another of our own ways, shown beside the first and not compared with it. */
  readonly isOurs?: boolean;
  /** True iff it works in another process, where neither its memory nor what blocks it is ours. */
  readonly isServer?: boolean;
  /** So many times the usual limit before it is stopped; absent = 1. */
  readonly patience?: number;
  /** Imported when it is wanted, so that nobody's code is in somebody else's process. */
  open(folder: string): Promise<Engine>;
  /** Why it cannot be measured here, in one line; null = it can. */
  missing?(): Promise<string | null>;
  /** Removes what it keeps outside its folder; twice is fine. */
  clear?(folder: string): Promise<void>;
}
