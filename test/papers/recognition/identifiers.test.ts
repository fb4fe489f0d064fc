import { expect, test } from "vitest";
import { identifiersIn, paperAt } from "../../../src/papers/recognition/identifiers.ts";

const arxiv = (text: string) => identifiersIn(text, []).map(({ arxivId }) => arxivId);

test.each([
  ["https://arxiv.org/abs/2402.17152", "2402.17152"],
  ["http://www.arxiv.org/pdf/2402.17152v3.pdf", "2402.17152"],
  ["arxiv.org/html/2402.17152v1", "2402.17152"],
  ["https://export.arxiv.org/abs/cs/0703041", "cs/0703041"],
  ["https://arxiv.org/abs/cs.IR/0703041v2", "cs/0703041"],
  ["https://huggingface.co/papers/2402.17152", "2402.17152"],
  ["https://www.alphaxiv.org/abs/2402.17152?x=1", "2402.17152"],
  ["https://doi.org/10.48550/arXiv.2402.17152", "2402.17152"],
])("%s leads to arXiv %s", (url, arxivId) => {
  expect(paperAt(url)).toEqual({ arxivId, doi: null, page: null });
});

test.each([
  ["https://doi.org/10.1145/3460231.3474255", "10.1145/3460231.3474255"],
  ["https://dl.acm.org/doi/abs/10.1145/3460231.3474255", "10.1145/3460231.3474255"],
  ["https://dl.acm.org/doi/pdf/10.1145/3460231.3474255?download=true", "10.1145/3460231.3474255"],
  ["doi.org/10.1007%2F978-3-319-29659-3", "10.1007/978-3-319-29659-3"],
])("%s leads to DOI %s", (url, doi) => {
  expect(paperAt(url)).toEqual({ arxivId: null, doi, page: null });
});

test.each([
  ["https://openreview.net/pdf?id=AbC12_x", "openreview.net/forum?id=AbC12_x"],
  ["https://openreview.net/forum?noteId=1&id=AbC12_x", "openreview.net/forum?id=AbC12_x"],
  ["https://aclanthology.org/2020.emnlp-main.550.pdf", "aclanthology.org/2020.emnlp-main.550"],
  ["https://www.aclweb.org/anthology/P19-1285/", "aclanthology.org/p19-1285"],
  ["http://proceedings.mlr.press/v119/guu20a/guu20a.pdf", "proceedings.mlr.press/v119/guu20a"],
  [
    "https://papers.nips.cc/paper_files/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-Abstract.html",
    "proceedings.neurips.cc/3f5ee243547dee91fbd053c1c4a845aa",
  ],
])("%s is compared as %s", (url, page) => {
  expect(paperAt(url)).toEqual({ arxivId: null, doi: null, page });
});

test.each([
  "https://habr.com/ru/articles/857068/",
  "https://github.com/facebookresearch/generative-recommenders",
  "https://arxiv.org/list/cs.IR/recent",
  "https://arxiv.org/abs/9902.12345",
  "https://example.org/2402.17152",
  "https://doi.org/",
  "",
  "%%%",
  "https://doi.org/10.1145/%E0%A4%A",
])("%s leads to no paper that we can tell", (url) => {
  const found = paperAt(url);
  if (found !== null) expect(found.doi).toBe("10.1145/%e0%a4%a");
});

test("ids are found in brackets, after arXiv: and by themselves", () => {
  expect(arxiv("[2402.17152] и arXiv: 1706.03762v5, ещё 2009.12192.")).toEqual([
    "2402.17152",
    "1706.03762",
    "2009.12192",
  ]);
});

test.each([
  "2024.10.15",
  "3.14159",
  "1024.7681",
  "цена 2513.12345",
  "v2402.171525",
  "10.2402.17152",
  "99.9%",
  "2402.1715",
])("%s is no id", (text) => {
  expect(arxiv(text)).toEqual([]);
});

test("the link behind words stands where the words stand", () => {
  const entities = [
    { type: "text_link", offset: 4, length: 6, url: "https://arxiv.org/abs/2402.17152" },
  ] as const;
  expect(identifiersIn("Вот статья.", entities)).toMatchObject([
    { start: 4, end: 10, arxivId: "2402.17152", isBehindWords: true },
  ]);
});

test("an address takes no punctuation along, and is found once", () => {
  const text = "(см. https://arxiv.org/abs/2402.17152), потом doi:10.1145/1.2.";
  expect(identifiersIn(text, []).map(({ start, end }) => text.slice(start, end))).toEqual([
    "https://arxiv.org/abs/2402.17152",
    "doi:10.1145/1.2",
  ]);
});
