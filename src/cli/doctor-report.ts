import type { Finding, Verdict } from "../doctor/finding.ts";
import { redact } from "../error-report.ts";

const VERDICT_CHARS = 9;
const CHECK_CHARS = 12;

/** `warning  settings    CHANNELS is empty…`, and what to do in a second line. */
export function findingText({ verdict, check, found, advice }: Finding): string {
  const line = `${verdict.padEnd(VERDICT_CHARS)}${check.padEnd(CHECK_CHARS)}${oneLine(found)}\n`;
  if (advice === undefined) return redact(line);
  return redact(`${line}${" ".repeat(VERDICT_CHARS + CHECK_CHARS)}→ ${oneLine(advice)}\n`);
}

/** One JSON object, one line; `ok` iff nothing is broken. */
export function findingsJson(findings: readonly Finding[]): string {
  const isOk = findings.every(({ verdict }) => verdict !== "broken");
  const clean = findings.map(({ check, verdict, found, advice = null }) => ({
    check,
    verdict,
    found: redact(found),
    advice: advice === null ? null : redact(advice),
  }));
  return `${JSON.stringify({ ok: isOk, findings: clean })}\n`;
}

/** `2 broken, 1 warning, 14 ok` */
export function summaryText(findings: readonly Finding[]): string {
  const words: readonly (readonly [Verdict, string, string])[] = [
    ["broken", "broken", "broken"],
    ["warning", "warning", "warnings"],
    ["skipped", "skipped", "skipped"],
    ["ok", "ok", "ok"],
  ];
  const parts = words.flatMap(([verdict, one, several]) => {
    const count = findings.filter((finding) => finding.verdict === verdict).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
  });
  return `${parts.join(", ")}\n`;
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, "; ");
}
