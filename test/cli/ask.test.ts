import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { desktopJson, jsonMessage } from "../support/archives.ts";
import { anImportedSample } from "../support/imported-sample.ts";
import { anLlmServer, fails, type LlmReply, writes } from "../support/llm-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { runInTerminal } from "../support/terminal.ts";

test("ask --json prints the answer and the sentences that it stands in", async () => {
  const env = await anImportedSample();
  const question = "Сколько параметров у модели TIGER?";
  const { status, stdout } = await runInTerminal(["ask", question, "--json"], { env });
  expect(status).toBe(0);
  const answer = JSON.parse(stdout);
  expect(Object.keys(answer)).toEqual(["question", "answered", "answer", "citations", "closest"]);
  expect(answer).toMatchObject({ question, answered: true, closest: [] });
  expect(answer.answer).toContain("13 миллионов");
  expect(Object.keys(answer.citations[0])).toEqual(["channel", "messageId", "date", "url", "quote"]);
  expect(answer.citations[0]).toMatchObject({
    channel: "lenta_i_vektor",
    messageId: 12,
    url: "https://t.me/lenta_i_vektor/12",
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    quote: expect.stringContaining("13 миллионов"),
  });
});

test("a question that no post answers is no failure: the nearest posts are named and no answer is", async () => {
  const env = await anImportedSample();
  const { status, stdout } = await runInTerminal(
    ["ask", "Сколько рецензентов было у статьи про SASRec?", "--json"],
    {
      env,
    },
  );
  expect(status).toBe(0);
  const answer = JSON.parse(stdout);
  expect(answer).toMatchObject({ answered: false, answer: null, citations: [] });
  expect(answer.closest.length).toBeGreaterThan(0);
  for (const post of answer.closest)
    expect(Object.keys(post)).toEqual(["channel", "messageId", "date", "title", "url"]);
});

test("people read the answer first, then numbered quotes with their addresses", async () => {
  const env = await anImportedSample();
  const { stdout } = await runInTerminal(["ask", "Сколько параметров у модели TIGER?"], { env });
  expect(stdout).toMatch(/^13 миллионов.*\n\n\[1\] \d{4}-\d\d-\d\d {2}https:\/\/t\.me\/lenta_i_vektor\/12\n/);
});

test("a question about nothing that was written says so in a sentence", async () => {
  const env = await anImportedSample();
  const { status, stdout } = await runInTerminal(["ask", "Какой рецепт борща с пампушками?"], { env });
  expect(status).toBe(0);
  expect(stdout).toBe("No post answers that, and none is near.\n");
});

test("a hostile question of 5,000 characters is cut and answered in the same form", async () => {
  const env = await anImportedSample();
  const question = `Почему ${'(a|(b|"<b>*_[` 🦊'.repeat(300)}`.slice(0, 4999);
  const { status, stdout } = await runInTerminal(["ask", `${question}?`, "--json"], { env });
  expect(status).toBe(0);
  expect(JSON.parse(stdout).question.length).toBeLessThanOrEqual(300);
});

test("ask without a question is wrong usage", async () => {
  expect((await runInTerminal(["ask"])).status).toBe(2);
  const { status, stderr } = await runInTerminal(["ask", " "]);
  expect(status).toBe(2);
  expect(stderr).toContain("ask needs a question");
});

const QUOKKA = "Сколько параметров у QuokkaNet?";
const WORDS = "У QuokkaNet 13 миллионов параметров {13 миллионов}.";

async function anArchiveWithModel(reply: LlmReply) {
  const server = await anLlmServer(reply);
  const folder = temporaryFolder();
  const file = join(folder, "result.json");
  writeFileSync(
    file,
    JSON.stringify(desktopJson([jsonMessage(1, { text: "В QuokkaNet 13 миллионов параметров." })])),
  );
  const model = { LLM_BASE_URL: server.baseUrl, LLM_MODEL: "small" };
  const env = { DATABASE_URL: `file:${join(folder, "cli.db")}`, ...model };
  await runInTerminal(["import", file, "--channel", "notes"], { env });
  return { server, ask: (...args: string[]) => runInTerminal(["ask", QUOKKA, ...args], { env, fetch }) };
}

test("with a model its words come first, each sentence with the numbers of the quotes below", async () => {
  const { ask } = await anArchiveWithModel(writes(WORDS));
  const { stdout } = await ask();
  expect(stdout).toBe(
    "У QuokkaNet 13 миллионов параметров. [1]\n\n[1] 2024-05-01  https://t.me/notes/1\n    В QuokkaNet 13 миллионов параметров.\n",
  );
  const json = JSON.parse((await ask("--json")).stdout);
  expect(json).toMatchObject({
    answer: "У QuokkaNet 13 миллионов параметров.",
    citations: [{ messageId: 1, quote: "В QuokkaNet 13 миллионов параметров." }],
  });
});

test("a model that fails is said to have failed, and the quotes are printed", async () => {
  const { ask } = await anArchiveWithModel(fails(401));
  const { status, stdout, stderr } = await ask();
  expect(status).toBe(0);
  expect(stdout).toContain("В QuokkaNet 13 миллионов параметров.");
  expect(stderr).toBe("The language model did not answer (refused): quotes instead.\n");
});

test("ask --no-model asks no model", async () => {
  const { server, ask } = await anArchiveWithModel(writes(WORDS));
  expect((await ask("--no-model")).stdout).not.toContain("У QuokkaNet");
  expect(server.requests).toHaveLength(0);
});
