import { paperAt } from "./recognition/identifiers.ts";

const ID = /^(?:arxiv\s*:?\s*)?((?:\d{4}\.\d{4,5})|(?:[a-z-]+(?:\.[a-z]{2})?\/\d{7}))(?:v\d+)?$/i;
const DOI = /^(?:doi\s*:?\s*)?(10\.\d{4,9}\/\S+)$/i;

/** What an id, an address or a key is called in the catalogue; null for words. */
export function keyIn(text: string): string | null {
  const written = text.trim();
  if (/^(?:web|title):\S/.test(written)) return written;
  const arxivId = ID.exec(written)?.[1];
  const doi = DOI.exec(written)?.[1];
  const address =
    arxivId !== undefined
      ? paperAt(`arxiv.org/abs/${arxivId}`)
      : paperAt(doi === undefined ? written : `doi.org/${doi}`);
  if (address === null) return null;
  if (address.arxivId !== null) return `arxiv:${address.arxivId}`;
  return address.doi === null ? `web:${address.page}` : `doi:${address.doi}`;
}
