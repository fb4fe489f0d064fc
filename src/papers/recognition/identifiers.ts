import type { TextEntity } from "../../channel/post.ts";
import type { TextRange } from "../../search/hit.ts";
import { titleKey } from "../keys.ts";

/** What names a paper without its title. */
export interface PaperAddress {
  /** Without a version. */
  readonly arxivId: string | null;
  /** In lower case. */
  readonly doi: string | null;
  /** Another page about it, as it is compared: openreview.net/forum?id=x */
  readonly page: string | null;
}

/** A place in a text that leads to a paper. */
export interface Identifier extends PaperAddress, TextRange {
  /** Whether words stand there and the address behind them. */
  readonly isBehindWords: boolean;
  /** What the address spells out, as titles are compared: many pages are called after their papers. */
  readonly slug: string;
}

// 2402.17152, cs/0703041, cs.IR/0703041; https://info.arxiv.org/help/arxiv_identifier.html
const NEW_ID = "(?:0[7-9]|[1-3]\\d)(?:0[1-9]|1[0-2])\\.\\d{4,5}";
const OLD_ID = "[a-z-]{2,9}(?:\\.[a-z]{2})?/\\d{7}";
const ARXIV_MARKED = new RegExp(`\\barxiv\\s*:\\s*(${NEW_ID}|${OLD_ID})(?:v\\d+)?(?![\\d])`, "gi");
// By itself it needs five digits after the point, or brackets: 1912.0512 is as likely a price.
const ARXIV_ALONE = new RegExp(
  `(?<![\\d./:\\w-])(${NEW_ID.replace("{4,5}", "{5}")})(?:v\\d+)?(?!\\d|\\.\\d|%)|(?<=\\[)(${NEW_ID})(?:v\\d+)?(?=\\])|(?<![\\w/.])((?:cs|math|stat|cond-mat|hep-th|physics|quant-ph|q-bio)(?:\\.[A-Z]{2})?/\\d{7})(?![\\d/])`,
  "g",
);
const IS_AMOUNT = /[№#$€₽£=≈~<>]\s*$/;
const ARXIV_PATH = new RegExp(
  `^(?:(?:www|export|browse|ar5iv|cn)\\.)?(?:arxiv\\.org|arxiv\\.labs\\.arxiv\\.org|alphaxiv\\.org|ar5iv\\.org|huggingface\\.co|ar5iv\\.labs\\.arxiv\\.org)/(?:abs|pdf|html|ps|format|e-print|papers|overview|labs|paper)/(?:arxiv:)?(${NEW_ID}|${OLD_ID})(?:v\\d+)?(?![\\d])`,
  "i",
);
// https://www.doi.org/doi-handbook: 10.1145/3460231.3474255
const DOI = /10\.\d{4,9}\/[^\s"'<>«»{}|\\^`]+/i;
const DOI_MARKED = /(?:\bdoi\s*:\s*|(?<![\w./-]))(10\.\d{4,9}\/[^\s"'<>«»{}|\\^`]+)/gi;
const ARXIV_DOI = /^10\.48550\/arxiv\.(.+)$/i;
const WITH_DOI =
  /(?:^|\.)(?:doi\.org|dl\.acm\.org|link\.springer\.com|onlinelibrary\.wiley\.com|journals\.sagepub\.com)$/i;
const ADDRESS = /(?<![a-z\d.@-])(?:https?:\/\/)?(?:[a-z\d-]+\.)+[a-z]{2,}\/[^\s<>"«»]+/gi;
const AFTER_ADDRESS = /[)\].,;:!?»"'…]+$/;

/** Places where papers are read, and what of such an address names the paper. */
const PAGES: readonly { readonly address: RegExp; readonly page: (found: RegExpExecArray) => string }[] = [
  {
    address: /^(?:www\.)?openreview\.net\/(?:forum|pdf|attachment)\?(?:.*&)?id=([\w-]+)/i,
    page: ([, id]) => `openreview.net/forum?id=${id}`,
  },
  {
    address:
      /^(?:www\.)?(?:aclanthology\.org|aclweb\.org\/anthology|aclanthology\.info\/papers)\/(?:papers\/)?([\w.-]+?)(?:\.pdf|\/.*)?\/?$/i,
    page: ([, id = ""]) => `aclanthology.org/${id.toLowerCase()}`,
  },
  {
    address: /^proceedings\.mlr\.press\/(v\d+)\/([\w-]+)/i,
    page: ([, volume, paper]) => `proceedings.mlr.press/${volume}/${paper}`.toLowerCase(),
  },
  {
    address: /^(?:papers\.n(?:eur)?ips\.cc|proceedings\.neurips\.cc)\/.*?([\da-f]{32})/i,
    page: ([, hash = ""]) => `proceedings.neurips.cc/${hash.toLowerCase()}`,
  },
  {
    address: /^(?:papers\.n(?:eur)?ips\.cc)\/paper\/(\d{3,5})-/i,
    page: ([, id]) => `papers.nips.cc/paper/${id}`,
  },
  {
    address: /^dl\.acm\.org\/citation\.cfm\?(?:.*&)?id=([\d.]+)/i,
    page: ([, id]) => `dl.acm.org/citation.cfm?id=${id}`,
  },
  {
    address: /^ieeexplore\.ieee\.org\/(?:abstract\/)?document\/(\d+)/i,
    page: ([, id]) => `ieeexplore.ieee.org/document/${id}`,
  },
  {
    address: /^(?:www\.)?jmlr\.org\/papers\/(v\d+)\/([\w-]+)/i,
    page: ([, volume, paper]) => `jmlr.org/papers/${volume}/${paper}`.toLowerCase(),
  },
  {
    address: /^(?:www\.)?usenix\.org\/(?:conference|system\/files)\/[\w/-]*?presentation\/([\w-]+)/i,
    page: ([whole]) => whole.replace(/^www\./i, "").toLowerCase(),
  },
  {
    address: /^(?:www\.)?semanticscholar\.org\/paper\/(?:[^/]+\/)?([\da-f]{40})/i,
    page: ([, hash]) => `semanticscholar.org/paper/${hash}`,
  },
  {
    address: /^openaccess\.thecvf\.com\/.*\/([\w-]+?)(?:_paper)?\.(?:html|pdf)$/i,
    page: ([, paper = ""]) => `openaccess.thecvf.com/${paper.toLowerCase()}`,
  },
  {
    address: /^research\.google\/pubs\/([\w-]+)/i,
    page: ([, slug = ""]) => `research.google/pubs/${slug.toLowerCase()}`,
  },
  {
    address: /^(?:www\.)?vldb\.org\/pvldb\/(?:vol)?(\d+\/[\w-]+)\.pdf/i,
    page: ([, paper = ""]) => `vldb.org/pvldb/${paper.toLowerCase()}`,
  },
  {
    address: /^(?:www\.)?kdd\.org\/(kdd\d{4})\/accepted-papers\/view\/([\w-]+)/i,
    page: ([, year, slug]) => `kdd.org/${year}/${slug}`.toLowerCase(),
  },
];

const NOTHING: PaperAddress = { arxivId: null, doi: null, page: null };

/** The paper that an address leads to; null where it leads to none that we can tell. */
export function paperAt(url: string): PaperAddress | null {
  const address = url
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(AFTER_ADDRESS, "");
  const arxivId = ARXIV_PATH.exec(address)?.[1];
  if (arxivId !== undefined) return { ...NOTHING, arxivId: plainArxivId(arxivId) };
  const host = address.split("/", 1)[0] ?? "";
  const doi = WITH_DOI.test(host) ? DOI.exec(decoded(address))?.[0] : undefined;
  if (doi !== undefined) return byDoi(doi.replace(/[?#].*$/, "").replace(/\/(?:full|abstract|pdf)$/i, ""));
  for (const { address: pattern, page } of PAGES) {
    const found = pattern.exec(address);
    if (found !== null) return { ...NOTHING, page: page(found) };
  }
  return null;
}

/** Every place that leads to a paper, in the order of the text; of two that overlap the one behind words. */
export function identifiersIn(text: string, entities: readonly TextEntity[]): Identifier[] {
  const behindWords = entities.flatMap(({ url, offset, length }) => {
    const paper = url === undefined ? null : paperAt(url);
    return paper === null
      ? []
      : [{ ...paper, start: offset, end: offset + length, isBehindWords: true, slug: titleKey(url ?? "") }];
  });
  const found: Identifier[] = [];
  const add = (start: number, written: string, paper: PaperAddress | null) => {
    const end = start + written.length;
    if (paper !== null && !found.some((other) => start < other.end && other.start < end))
      found.push({ ...paper, start, end, isBehindWords: false, slug: titleKey(written) });
  };
  // Of labels that overlap, which no client makes, the first one counts.
  for (const label of behindWords)
    if (!found.some((other) => label.start < other.end && other.start < label.end)) found.push(label);
  for (const { 0: written, index } of text.matchAll(ADDRESS))
    add(index, written.replace(AFTER_ADDRESS, ""), paperAt(written));
  for (const { 0: written, 1: id = "", index } of text.matchAll(ARXIV_MARKED))
    add(index, written, { ...NOTHING, arxivId: plainArxivId(id) });
  for (const { 0: written, 1: doi = "", index } of text.matchAll(DOI_MARKED))
    add(index, written.replace(AFTER_ADDRESS, ""), byDoi(doi));
  for (const { 0: written, 1: id, 2: bracketed, 3: old = "", index } of text.matchAll(ARXIV_ALONE)) {
    if (IS_AMOUNT.test(text.slice(Math.max(0, index - 3), index))) continue;
    add(index, written, { ...NOTHING, arxivId: plainArxivId(id ?? bracketed ?? old) });
  }
  return found.sort((a, b) => a.start - b.start);
}

/** The id alone, as it is compared: old ones are written with and without the part of the archive. */
function plainArxivId(id: string): string {
  return id.toLowerCase().replace(/^([a-z-]+)\.[a-z]{2}\//, "$1/");
}

function byDoi(written: string): PaperAddress {
  const doi = written.replace(AFTER_ADDRESS, "").toLowerCase();
  const arxivId = ARXIV_DOI.exec(doi)?.[1];
  return arxivId === undefined ? { ...NOTHING, doi } : { ...NOTHING, arxivId: plainArxivId(arxivId) };
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    if (error instanceof URIError) return address;
    throw error;
  }
}
