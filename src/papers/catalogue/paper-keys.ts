import { titleKey } from "../keys.ts";
import type { KnownPaper } from "../known-papers.ts";
import type { Sighting } from "../paper-notes.ts";

/** What a title is called among the keys of papers. */
export function keyOfTitle(title: string): string {
  return `title:${titleKey(title)}`;
}

/** Keys of an arXiv id, a DOI and a page, the surest first. */
export function addressKeys({ arxivId, doi, page }: Pick<Sighting, "arxivId" | "doi" | "page">): string[] {
  const keys: string[] = [];
  if (arxivId !== null) keys.push(`arxiv:${arxivId}`);
  if (doi !== null) keys.push(`doi:${doi}`);
  if (page !== null) keys.push(`web:${page}`);
  return keys;
}

export function addressKeysOf({ arxivId, doi }: Pick<KnownPaper, "arxivId" | "doi">): string[] {
  return addressKeys({ arxivId, doi, page: null });
}
