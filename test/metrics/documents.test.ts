import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Exposition } from "../../src/metrics/exposition.ts";
import { packageFile } from "../../src/package-files.ts";
import { parseExposition } from "../support/exposition.ts";

const GUIDE = read("metrics.md");
const ALARMS = read("prometheus-alerts.yml");
const DASHBOARD = read("grafana-dashboard.json");

function read(name: string): string {
  return readFileSync(packageFile("docs", name), "utf8");
}

/** The metrics that a text names, each by the name of its histogram where it is a part of one. */
function namesIn(text: string): string[] {
  const names = text.match(/\b(?:inforetriever|process|nodejs)_[a-z0-9_]+\b/g) ?? [];
  return [...new Set(names.map((name) => name.replace(/(?<=_seconds)_(?:bucket|sum|count)$/, "")))];
}

async function toldNames(): Promise<string[]> {
  const { text } = await new Exposition().text([]);
  return parseExposition(text).map(({ name }) => name);
}

/** Those that the guide marks with a star exist on Linux only. */
const elsewhere = [...GUIDE.matchAll(/`([a-z_]+)`\*/g)].map(([, name = ""]) => name);
const missingHere = process.platform === "linux" ? [] : elsewhere;

test.each([
  ["the guide", GUIDE],
  ["the alarms", ALARMS],
  ["the dashboard", DASHBOARD],
])("%s names no metric that is not told", async (_, text) => {
  const told = [...(await toldNames()), ...missingHere];
  expect(namesIn(text).filter((name) => !told.includes(name))).toEqual([]);
});

test("the guide explains every metric that is told, and with which values its labels come", async () => {
  const families = parseExposition((await new Exposition().text([])).text);
  const rows = GUIDE.split("\n").filter((line) => line.startsWith("| `"));
  expect(families.filter(({ name }) => !rows.some((row) => row.includes(`\`${name}\``)))).toEqual([]);
  const unexplained = families
    .filter(({ name }) => name.startsWith("inforetriever_"))
    .flatMap(({ samples }) => samples.flatMap(({ labels }) => Object.entries(labels)))
    .filter(([label]) => label !== "le" && label !== "kind")
    .filter(([, value]) => !GUIDE.includes(`\`${value}\``));
  expect(unexplained).toEqual([]);
});

test("the dashboard shows every metric of ours", async () => {
  const shown = namesIn(DASHBOARD);
  const ours = (await toldNames()).filter((name) => name.startsWith("inforetriever_"));
  expect(ours.filter((name) => !shown.includes(name))).toEqual([]);
});

test("every alarm says for whom it is and what has happened, and the guide says what to do", () => {
  const alarms = ALARMS.split(/^ {6}- alert: /m).slice(1);
  expect(alarms.length).toBeGreaterThan(9);
  for (const alarm of alarms) {
    const [name = ""] = alarm.split("\n");
    expect(alarm).toMatch(/^ {8}expr: \S[\s\S]*^ {8}labels: \{ severity: (?:critical|warning) \}$/m);
    expect(alarm).toMatch(/^ {10}summary: "\S.+"$/m);
    expect(GUIDE).toContain(`| \`${name}\` |`);
  }
  const explained = [...GUIDE.matchAll(/^\| `([A-Z]\w+)` \|/gm)].map(([, name = ""]) => name);
  expect(explained).toEqual(alarms.map((alarm) => alarm.split("\n")[0]));
});

test("the dashboard can be imported anywhere: it brings no data source of its own", () => {
  const { panels, templating } = JSON.parse(DASHBOARD);
  expect(templating.list[0]).toMatchObject({ name: "datasource", type: "datasource", query: "prometheus" });
  const ids = panels.map(({ id }: { id: number }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const panel of panels.filter(({ type }: { type: string }) => type !== "row")) {
    expect(panel.datasource).toEqual({
      type: "prometheus",
      uid: expect.stringMatching(/^\$\{datasource\}$/),
    });
    expect(panel.gridPos.x + panel.gridPos.w).toBeLessThanOrEqual(24);
    for (const { expr } of panel.targets) expect(expr).toContain('instance=~"$instance"');
  }
});
