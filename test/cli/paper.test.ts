import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { runInTerminal } from "../support/terminal.ts";

const TITLE =
  "Actions Speak Louder than Words: Trillion-Parameter Sequential Transducers for Generative Recommendations";

/** A channel of three posts, imported by the program as people do it. */
async function anArchive(): Promise<{ DATABASE_URL: string }> {
  const folder = temporaryFolder();
  const env = { DATABASE_URL: `file:${join(folder, "cli.db")}` };
  const message = (id: number, date: string, text: string) => ({
    id,
    type: "message",
    date,
    date_unixtime: String(Date.parse(`${date}Z`) / 1000),
    text,
    text_entities: [{ type: "plain", text }],
  });
  const messages = [
    message(1, "2024-03-01T10:00:00", `Разбор недели.\n\n* ${TITLE}: ранжирование одним трансформером`),
    message(2, "2024-10-16T10:00:00", "Поговорил с авторами HSTU, спросил про кэш."),
    message(
      3,
      "2025-01-02T10:00:00",
      "* Contrastive Session Ranking for Music Feeds\nhttps://arxiv.org/abs/2501.00001",
    ),
  ];
  const file = join(folder, "result.json");
  writeFileSync(file, JSON.stringify({ name: "Лента", type: "public_channel", id: 1_234_567_890, messages }));
  expect((await runInTerminal(["import", file, "--channel", "lenta"], { env })).status).toBe(0);
  return env;
}

test("paper --json prints the paper and every mention, newest first", async () => {
  const env = await anArchive();
  const { status, stdout } = await runInTerminal(["paper", "actions speak lauder", "--json"], { env });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    query: "actions speak lauder",
    paper: {
      title: TITLE,
      arxivId: "2402.17152",
      year: 2024,
      aliases: ["HSTU"],
      links: { page: "https://arxiv.org/abs/2402.17152", pdf: "https://arxiv.org/pdf/2402.17152" },
    },
    mentions: [
      {
        channel: "lenta",
        messageId: 2,
        date: "2024-10-16T10:00:00Z",
        url: "https://t.me/lenta/2",
        passage: "Поговорил с авторами HSTU, спросил про кэш.",
        rule: "name",
      },
      { messageId: 1, rule: "known-title" },
    ],
    alternatives: [],
  });
});

test("paper that nobody knows has no mentions and exit status 0", async () => {
  const { status, stdout } = await runInTerminal(["paper", "борщ", "--json"], { env: await anArchive() });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ query: "борщ", paper: null, mentions: [], alternatives: [] });
});

test("paper for people says what it is and where it is", async () => {
  const { stdout } = await runInTerminal(["paper", "hstu"], { env: await anArchive() });
  expect(stdout).toContain(`${TITLE} (2024), 2 posts`);
  expect(stdout).toContain("- 2024-10-16  https://t.me/lenta/2\n  Поговорил с авторами HSTU");
});

test("paper --bibtex prints an entry, or says that there is none", async () => {
  const env = await anArchive();
  expect((await runInTerminal(["paper", "HSTU", "--bibtex"], { env })).stdout).toMatch(
    /^@misc\{zhai2024actions,/,
  );
  const { status, stderr } = await runInTerminal(["paper", "борщ", "--bibtex"], { env });
  expect(status).toBe(1);
  expect(stderr).toContain('No paper is known as "борщ"');
});

test("papers --json lists them, of a year too", async () => {
  const env = await anArchive();
  const all = JSON.parse((await runInTerminal(["papers", "--json"], { env })).stdout);
  expect(all).toMatchObject({
    query: "",
    total: 2,
    papers: [{ arxivId: "2402.17152", posts: 2, first: "2024-03-01", last: "2024-10-16" }, {}],
  });
  const of2025 = JSON.parse((await runInTerminal(["papers", "2025", "--json"], { env })).stdout);
  expect(of2025.papers.map(({ arxivId }: { arxivId: string }) => arxivId)).toEqual(["2501.00001"]);
  expect((await runInTerminal(["papers", "--newest"], { env })).stdout).toMatch(
    /^2 papers\n\n- Contrastive Session/,
  );
});

test("a list of papers with a mistake is refused with its place, and may be off", async () => {
  const env = await anArchive();
  const file = join(temporaryFolder(), "papers.json");
  writeFileSync(file, '{"papers": [{"title": "X", "arxiv": "1"}]}');
  const { status, stderr } = await runInTerminal(["paper", "HSTU"], { env: { ...env, KNOWN_PAPERS: file } });
  expect(status).toBe(1);
  expect(stderr).toContain(`${file} cannot be used: paper 1, "X": "arxiv"`);
  expect(stderr).toContain("KNOWN_PAPERS=off");
  const off = await runInTerminal(["paper", "HSTU", "--json"], { env: { ...env, KNOWN_PAPERS: "off" } });
  expect(JSON.parse(off.stdout).paper).toBeNull();
});

test("reindex papers gives the same result", async () => {
  const env = await anArchive();
  const before = await runInTerminal(["papers", "--json"], { env });
  expect((await runInTerminal(["reindex", "papers"], { env })).stderr).toContain("3 posts read for papers");
  expect(await runInTerminal(["papers", "--json"], { env })).toEqual(before);
});
