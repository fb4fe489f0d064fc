import type { IncomingMessage, ServerResponse } from "node:http";
import type { ArxivFacts, ArxivRecord } from "../../src/papers/arxiv-record.ts";
import type { ArxivRecordStore } from "../../src/papers/paper-store.ts";
import { aLocalServer } from "./local-server.ts";

export interface EntryParts {
  /** With a version, as arXiv writes it; null leaves the element out, as for the others. */
  readonly id: string | null;
  readonly title: string | null;
  readonly authors: readonly string[];
  readonly summary: string | null;
  readonly published: string | null;
  readonly categories: readonly string[];
  readonly doi: string | null;
}

/** An entry of arXiv's answer, indented and broken into lines as it comes. */
export function anEntry(arxivId: string, parts: Partial<EntryParts> = {}): string {
  const { id, title, authors, summary, published, categories, doi }: EntryParts = {
    id: `http://arxiv.org/abs/${arxivId}v2`,
    title: `About the paper\n  with the number ${arxivId}`,
    authors: ["Jiaqi Zhai", "Лев Толстой"],
    summary: "  We rank items &lt; users.\n  It works.\n",
    published: "2024-02-27T02:37:37Z",
    categories: ["cs.IR", "cs.LG"],
    doi: null,
    ...parts,
  };
  const scheme = 'scheme="http://arxiv.org/schemas/atom"';
  return `  <entry>
${element("id", id)}${element("updated", published)}${element("published", published)}${element("title", title)}
    <link href="${id}" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/${arxivId}v2" rel="related" type="application/pdf"/>
${element("summary", summary)}    <arxiv:comment>9 pages</arxiv:comment>
${categories.map((term) => `    <category term="${term}" ${scheme}/>\n`).join("")}
${categories.slice(0, 1).map((term) => `    <arxiv:primary_category term="${term}"/>\n`)}
${authors.map((name) => `    <author>\n      <name>${name}</name>\n      <arxiv:affiliation>Lab</arxiv:affiliation>\n    </author>\n`).join("")}
${element("arxiv:doi", doi)}  </entry>
`;
}

function element(name: string, text: string | null): string {
  return text === null ? "" : `    <${name}>${text}</${name}>\n`;
}

export function aFeed(...entries: string[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/M4nYVqf2lPc1oYqB0Yl7cQ</id>
  <title>arXiv Query: search_query=&amp;id_list=&amp;start=0&amp;max_results=50</title>
  <updated>2026-01-15T00:00:00Z</updated>
  <link href="https://arxiv.org/api/query?search_query=&amp;start=0" type="application/atom+xml"/>
  <opensearch:totalResults>${entries.length}</opensearch:totalResults>
${entries.join("")}</feed>
`;
}

/** What arXiv answers, with status 400, to a question that it does not take. */
export function anErrorFeed(message: string): string {
  const id = `http://arxiv.org/api/errors#${message.replaceAll(" ", "_")}`;
  return aFeed(
    anEntry("0000.00000", {
      id,
      title: "Error",
      summary: message,
      authors: ["arXiv api core"],
      categories: [],
    }),
  );
}

/** The facts of `anEntry`. */
export function factsOf(arxivId: string): ArxivFacts {
  return {
    title: `About the paper with the number ${arxivId}`,
    authors: ["Jiaqi Zhai", "Лев Толстой"],
    abstract: "We rank items < users. It works.",
    categories: ["cs.IR", "cs.LG"],
    year: 2024,
    doi: null,
  };
}

/** `2401.00001`, `2401.00002`, … */
export function arxivIds(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `2401.${String(at + 1).padStart(5, "0")}`);
}

type Answer = (ids: readonly string[], response: ServerResponse, request: IncomingMessage) => void;

/** A server in arXiv's place; it knows every paper unless it is told what to answer. */
export async function anArxiv(answer: Answer = (ids, response) => response.end(feedOf(ids))) {
  const asked: string[][] = [];
  const requests: IncomingMessage[] = [];
  const { origin, stop } = await aLocalServer((request, response) => {
    const ids = new URL(request.url ?? "", "http://x").searchParams.get("id_list")?.split(",") ?? [];
    asked.push(ids);
    requests.push(request);
    response.setHeader("content-type", "application/atom+xml; charset=utf-8");
    answer(ids, response, request);
  });
  return { baseUrl: `${origin}/api/query`, asked, requests, stop };
}

export function feedOf(ids: readonly string[]): string {
  return aFeed(...ids.map((id) => anEntry(id)));
}

/** Records in memory; `saves` has what each transaction saved. */
export function someRecords(known: readonly ArxivRecord[] = []) {
  const kept = new Map(known.map((record) => [record.arxivId, record]));
  const saves: (readonly ArxivRecord[])[] = [];
  const records: ArxivRecordStore = {
    withoutRecord: async (ids) => ids.filter((id) => !kept.has(id)),
    saveArxivRecords: async (batch) => {
      saves.push(batch);
      for (const record of batch) kept.set(record.arxivId, record);
    },
  };
  return { records, kept, saves };
}
