import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { anImportedSample, SAMPLE } from "../support/imported-sample.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { runInTerminal } from "../support/terminal.ts";

test("import reports new posts once and nothing new the second time", async () => {
  const env = { DATABASE_URL: `file:${join(temporaryFolder(), "cli.db")}` };
  const first = await runInTerminal(["import", SAMPLE, "--channel", "lenta_i_vektor", "--json"], { env });
  const second = await runInTerminal(["import", SAMPLE, "--channel", "lenta_i_vektor", "--json"], { env });
  expect(first.status).toBe(0);
  expect(first.stdout).toMatch(/"new":\s*8\d/);
  expect(second.stdout).toMatch(/"new":\s*0/);
});

test("search --json prints the documented fields", async () => {
  const env = await anImportedSample();
  const { status, stdout } = await runInTerminal(["search", "--json", "холодный старт", "--limit", "2"], {
    env,
  });
  const result = JSON.parse(stdout);
  expect(status).toBe(0);
  expect(result.query).toBe("холодный старт");
  expect(result.total).toBeGreaterThanOrEqual(2);
  expect(result.hits).toHaveLength(2);
  expect(Object.keys(result.hits[0])).toEqual([
    "channel",
    "messageId",
    "date",
    "title",
    "url",
    "snippet",
    "score",
  ]);
  expect(result.hits[0]).toMatchObject({
    channel: "lenta_i_vektor",
    url: `https://t.me/lenta_i_vektor/${result.hits[0].messageId}`,
    date: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  });
});

test("search --stdin answers every line with one object, empty lines too", async () => {
  const env = await anImportedSample();
  const stdin = "холодный старт\n\nлогкью\nборщ со сметаной\n";
  const { stdout } = await runInTerminal(["search", "--stdin"], { env, stdin });
  const results = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(results.map(({ query }) => query)).toEqual(["холодный старт", "", "логкью", "борщ со сметаной"]);
  expect(results.map(({ total }) => total > 0)).toEqual([true, false, true, false]);
});

test("a search in a database that is not there says so and makes no file", async () => {
  const folder = temporaryFolder();
  const env = { DATABASE_URL: `file:${join(folder, "var", "typo.db")}` };
  const { status, stdout, stderr } = await runInTerminal(["search", "x"], { env });
  expect(status).toBe(1);
  expect(stdout).toBe("");
  expect(stderr).toContain("typo.db");
  expect(stderr).toMatch(/Import .* DATABASE_URL/);
  expect(readdirSync(folder)).toEqual([]);
});

test("an unknown channel is an error that names the known ones", async () => {
  const env = await anImportedSample();
  const { status, stderr } = await runInTerminal(["search", "x", "--channel", "nobody"], { env });
  expect(status).toBe(1);
  expect(stderr).toContain("nobody");
  expect(stderr).toContain("lenta_i_vektor");
});

test.each([
  [["search"], "search needs a query"],
  [["search", "x", "--limit", "0"], "from 1 to 1000"],
  [["fly"], "unknown command"],
  [["search", "x", "--unknown"], "unknown option"],
  [["import"], "missing required argument"],
])("%j is wrong usage", async (args, words) => {
  const env = { DATABASE_URL: "file::memory:" };
  const { status, stderr } = await runInTerminal(args, { env });
  expect(status).toBe(2);
  expect(stderr).toContain(words);
});

test("settings that cannot be followed are wrong usage", async () => {
  const { status, stderr } = await runInTerminal(["search", "x"], { env: { TIMEZONE: "Mars" } });
  expect(status).toBe(2);
  expect(stderr).toContain("TIMEZONE");
});

test("help is no error", async () => {
  const { status, stdout } = await runInTerminal(["--help"]);
  expect(status).toBe(0);
  for (const command of ["start", "playground", "import", "search"]) expect(stdout).toContain(command);
});

test("a file that is not a database is refused and left as it is", async () => {
  const file = join(temporaryFolder(), "notes.txt");
  writeFileSync(file, "my notes, not a database");
  const { status, stderr } = await runInTerminal(["search", "x"], { env: { DATABASE_URL: `file:${file}` } });
  expect(status).toBe(1);
  expect(stderr).toContain("notes.txt");
});

test("--channel does not take over the name of another channel", async () => {
  const env = await anImportedSample();
  const other = join(temporaryFolder(), "other.json");
  const message = { id: 1, type: "message", date: "2024-01-01T00:00:00", text: "Другой канал" };
  writeFileSync(
    other,
    JSON.stringify({ name: "Другой", type: "public_channel", id: 1900000099, messages: [message] }),
  );
  const taken = await runInTerminal(["import", other, "--channel", "lenta_i_vektor"], { env });
  expect(taken.status).toBe(1);
  expect(taken.stderr).toContain("@lenta_i_vektor is the channel");
  const misnamed = await runInTerminal(["import", other, "--channel", "плохое имя"], { env });
  expect(misnamed.stderr).toContain('is of the channel "Другой"');
  const { stdout } = await runInTerminal(["search", "--json", "холодный старт"], { env });
  expect(JSON.parse(stdout).hits[0].channel).toBe("lenta_i_vektor");
});
