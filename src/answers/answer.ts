import type { StoredPost } from "../channel/post.ts";
import type { Hit, Snippet } from "../search/hit.ts";

/** Sentences of a post that answer, as they stand there. */
export interface Citation {
  readonly post: StoredPost;
  /** The sentences, with what answers marked. */
  readonly quote: Snippet;
}

/** A stretch of a post, as it stands there. */
export interface Passage {
  readonly post: StoredPost;
  readonly text: string;
}

/** A sentence in somebody's own words, with what it rests on. */
export interface WordedSentence {
  readonly text: string;
  /** Places in the answer's citations, from 0; never none. */
  readonly citations: readonly number[];
}

/** What the channel says to a question. */
export interface Answer {
  /** As it was understood: trimmed and cut. */
  readonly question: string;
  /** False where nothing in the channel answers it. */
  readonly answered: boolean;
  /** False where the quotes may answer it, and one in three of such answers does not. */
  readonly isSure: boolean;
  /** Who, when, where, how many or which, in the channel's own words; null where no sentence says it outright. */
  readonly short: string | null;
  /** The answer in a model's words, every sentence of it checked against what it cites; null = it is the quotes. */
  readonly worded: readonly WordedSentence[] | null;
  /** One to four, in the order in which they are best read; none where it is not answered. */
  readonly citations: readonly Citation[];
  /** Posts that are merely near, where it is not answered. */
  readonly closest: readonly Hit[];
  /** What was looked into, likeliest first, at most eight, where that is wanted: for whoever words an answer. */
  readonly passages: readonly Passage[];
}

export interface AskRequest {
  readonly question: string;
  /** The question before it, which this one goes on from. */
  readonly previous?: string;
  /** The reader's language, for whoever words an answer; absent = the question's. */
  readonly language?: "ru" | "en";
  /** Whether what was looked into is wanted, too; absent = it is not. */
  readonly wantsPassages?: boolean;
  /** Who asks: what a model writes is rationed. Absent = the operator. */
  readonly askedBy?: number;
}

/** For those who look on while an answer is being worded. */
export interface AskProgress {
  /** Aborted = do not go on wording, the quotes will do. */
  readonly signal?: AbortSignal;
  /** What has been worded so far, not yet checked. */
  readonly onDraft?: (text: string) => void;
}

/** Answers questions out of the channel's own sentences. */
export interface Answerer {
  ask(request: AskRequest, progress?: AskProgress): Promise<Answer>;
}
