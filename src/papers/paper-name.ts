/** How a person names a paper: its arXiv id, or a title, part of one or a short name. */
export type PaperName =
  | { readonly kind: "arxiv"; readonly id: string }
  | { readonly kind: "words"; readonly words: string };

// 2402.17152, arXiv:2402.17152v2, https://arxiv.org/pdf/2402.17152.pdf
const ARXIV_ID = /(?:^|[^\d.])(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?(?=$|[^\d])/i;
const ONLY_ARXIV =
  /^\s*(?:arxiv:\s*|(?:https?:\/\/)?(?:www\.)?arxiv\.org\/\w+\/)?\d{4}\.\d{4,5}(?:v\d+)?(?:\.pdf)?\s*$/i;

/** The version of an arXiv id is dropped: posts rarely name it, and it is the same paper. */
export function readPaperName(text: string): PaperName {
  const id = ONLY_ARXIV.test(text) ? ARXIV_ID.exec(text)?.[1] : undefined;
  return id === undefined ? { kind: "words", words: text.trim() } : { kind: "arxiv", id };
}

/** True when an address leads to this arXiv paper, in any version. */
export function leadsToArxiv(url: string, id: string): boolean {
  return /arxiv\.org/i.test(url) && ARXIV_ID.exec(url)?.[1] === id;
}
