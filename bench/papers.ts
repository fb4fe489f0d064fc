import { readFileSync } from "node:fs";
import { packageFile } from "../src/package-files.ts";
import { type KnownPaper, parseKnownPapers } from "../src/papers/known-papers.ts";
import type { PaperReader } from "../src/papers/paper-notes.ts";
import { createPaperReader } from "../src/papers/recognition/paper-reader.ts";
import {
  type LabelledPassage,
  measureRecognition,
  readPassages,
  type SampleName,
} from "../test/golden/papers/measure.ts";
import { aSighting } from "../test/support/paper-reader.ts";
import type { Report, Row } from "./row.ts";

const SAMPLES: readonly SampleName[] = ["dev", "held-out", "second"];
const ROUNDS = 30;
// arxiv.org/abs/2402.17152, doi.org/10.1145/3460231
const LINKS = /arxiv\.org\/(?:abs|pdf)\/(\d{4}\.\d{4,5})|doi\.org\/(10\.\d{4,9}\/[^\s)]+)/gi;

/**
 * How many papers of labelled passages are recognised and how fast, against what people write in an afternoon: a
 * pattern for links, and the titles of a list as they are.
 */
export async function benchPapers(): Promise<Report> {
  const known = parseKnownPapers(JSON.parse(readFileSync(packageFile("data", "papers.json"), "utf8")));
  const readers: readonly (readonly [string, PaperReader])[] = [
    ["ours", createPaperReader(known)],
    ["ours without the list", createPaperReader([])],
    ["a pattern for links", linkReader()],
    ["links and the list's titles", linkReader(known)],
  ];
  const notes = SAMPLES.flatMap((sample) => tableOf(sample, readPassages(sample), readers));
  return { rows: speedOf(createPaperReader(known)), notes };
}

function tableOf(
  sample: string,
  passages: readonly LabelledPassage[],
  readers: readonly (readonly [string, PaperReader])[],
): string[] {
  const papers = passages.reduce((sum, passage) => sum + passage.papers.length, 0);
  return [
    `${sample}: ${passages.length} passages, ${papers} papers`.padEnd(44) +
      "precision    recall  exact borders",
    ...readers.map(([name, reader]) => {
      const { precision, recall, exact } = measureRecognition(passages, reader);
      return (
        `  ${name}`.padEnd(44) +
        [precision, recall, exact].map((share) => share.toFixed(3).padStart(9)).join(" ")
      );
    }),
    "",
  ];
}

function speedOf(reader: PaperReader): Row[] {
  const passages = SAMPLES.flatMap(readPassages);
  const started = performance.now();
  for (let round = 0; round < ROUNDS; round++)
    for (const { text } of passages) reader.read({ text, entities: [], poll: null, media: [] });
  const seconds = (performance.now() - started) / 1000;
  return [
    {
      name: "reading posts for papers",
      value: Math.round((ROUNDS * passages.length) / seconds),
      unit: "posts/s",
    },
  ];
}

/** Links, and titles exactly as the list has them. */
function linkReader(known: readonly KnownPaper[] = []): PaperReader {
  return {
    stamp: "",
    read: ({ text, entities }) => {
      const addresses = [text, ...entities.flatMap(({ url }) => url ?? [])].join("\n");
      const links = [...addresses.matchAll(LINKS)].map(([, arxivId = null, doi = null]) =>
        aSighting({ arxivId, doi }),
      );
      const titles = known.flatMap(({ title }) => (text.includes(title) ? [aSighting({ title })] : []));
      return { sightings: [...links, ...titles], names: [] };
    },
  };
}
