import type { Other, Report, Row } from "./row.ts";

const VALUE_WIDTH = 9;
const UNIT_WIDTH = 10;
const RATIO_WIDTH = 8;
const OTHER_WIDTH = 14;

/** The report for people: a line a figure, ours first, then the ratio, then the others in columns. */
export function formatTable({ rows, notes }: Report): string {
  const lines: string[] = [];
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  const padded = rows.map((row) => ({ ...row, name: row.name.padEnd(nameWidth) }));
  for (const [group, members] of grouped(padded)) lines.push(...formatGroup(group, members), "");
  if (rows.some(({ others }) => others?.some(({ isCompared }) => !isCompared)))
    lines.push("  (…) leaves most questions without an answer that ours answers; not compared.", "");
  for (const note of notes) lines.push(`  ${note}`);
  return lines.join("\n");
}

function grouped(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = row.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return groups;
}

function formatGroup(group: string, rows: readonly Row[]): string[] {
  const names = [...new Set(rows.flatMap(({ others = [] }) => others.map(({ name }) => name)))];
  const lines = rows.map((row) => formatRow(row, names));
  if (names.length === 0 && group === "") return lines;
  const columns = names.map((name) => name.padStart(OTHER_WIDTH)).join("");
  const ours = `${"ours".padStart(VALUE_WIDTH)} ${"".padEnd(UNIT_WIDTH)}${"vs best".padStart(RATIO_WIDTH)}`;
  return [`  ${group.padEnd(rows[0]?.name.length ?? 0)} ${ours}${columns}`.trimEnd(), ...lines];
}

function formatRow({ name, value, unit, ratio, others = [] }: Row, columns: readonly string[]): string {
  const compared = ratio === undefined ? "" : `${ratio.toFixed(2)}×`;
  const cells = columns.map((column) => formatOther(others.find((other) => other.name === column)));
  const ours = `${formatValue(value).padStart(VALUE_WIDTH)} ${unit.padEnd(UNIT_WIDTH)}`;
  return `  ${name} ${ours}${compared.padStart(RATIO_WIDTH)}${cells.join("")}`.trimEnd();
}

function formatOther(other: Other | undefined): string {
  if (other === undefined) return "–".padStart(OTHER_WIDTH);
  const value = formatValue(other.value);
  return (other.isCompared ? value : `(${value})`).padStart(OTHER_WIDTH);
}

/** Three figures that count: 0.123, 12.3, 12,345. */
function formatValue(value: number | null): string {
  if (value === null) return "–";
  if (Number.isInteger(value) || value >= 100) return Math.round(value).toLocaleString("en");
  if (value >= 10) return value.toFixed(1);
  return value >= 1 ? value.toFixed(2) : value.toFixed(3);
}
