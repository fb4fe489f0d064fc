/** A publication that posts talk about: what is known of it. */
export interface Paper {
  /** Names it among all papers: `arxiv:2402.17152`, `doi:10.1145/…`, `web:openreview.net/forum?id=…` or `title:…`. */
  readonly key: string;
  readonly title: string;
  /** Short names, as people write them: HSTU. The most usual one first. */
  readonly aliases: readonly string[];
  /** Without a version: 2402.17152, cs/0703041. */
  readonly arxivId: string | null;
  /** In lower case. */
  readonly doi: string | null;
  /** A page about it, where posts link to one that is neither of these. */
  readonly url: string | null;
  /** Of the first publication. */
  readonly year: number | null;
  /** In the paper's order. */
  readonly authors: readonly string[];
  /** Whether there are more authors than these. */
  readonly hasMoreAuthors: boolean;
}

/** Where a paper is read. */
export function paperLinks({ arxivId, doi, url }: Pick<Paper, "arxivId" | "doi" | "url">): PaperLinks {
  return {
    page: arxivId === null ? (doi === null ? url : `https://doi.org/${doi}`) : arxivPage(arxivId),
    pdf: arxivId === null ? null : `https://arxiv.org/pdf/${arxivId}`,
  };
}

export interface PaperLinks {
  readonly page: string | null;
  readonly pdf: string | null;
}

function arxivPage(arxivId: string): string {
  return `https://arxiv.org/abs/${arxivId}`;
}

/** A paper as lists show it. */
export interface ListedPaper extends Paper {
  /** How many posts name it, of those that were asked about. */
  readonly posts: number;
  /** When the first and the last of them were published; same form as a post's date. */
  readonly first: string | null;
  readonly last: string | null;
}
