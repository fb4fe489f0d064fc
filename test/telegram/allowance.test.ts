import { expect, test } from "vitest";
import { Counter } from "../../src/telegram/allowance.ts";

test("what is allowed goes, the next is told when to come back, then there is silence until then", () => {
  const counter = new Counter<string>({ count: 2, seconds: 60 });
  const verdicts = [0, 1_000, 2_000, 3_000, 59_999, 60_001].map((now) => counter.use("anna", now));
  expect(verdicts).toEqual([
    { kind: "go" },
    { kind: "go" },
    { kind: "too-fast", seconds: 58 },
    { kind: "silence" },
    { kind: "silence" },
    { kind: "go" },
  ]);
});

test("one's haste is nobody else's", () => {
  const counter = new Counter<string>({ count: 1, seconds: 60 });
  counter.use("anna", 0);
  expect(counter.use("anna", 1)).toMatchObject({ kind: "too-fast" });
  expect(counter.use("boris", 1)).toEqual({ kind: "go" });
});
