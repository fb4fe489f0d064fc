import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");

/** `new AppError("STORE_FULL", …` and `code: "STORE_FULL"` */
const CODE = /(?:\b(?:AppError|super)\(\s*|\bcode: )"([A-Z]+(?:_[A-Z]+)+)"/g;

test("the page for operators says what to do about every error that a person can mend", () => {
  const src = join(ROOT, "src");
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const codes = files.flatMap((file) =>
    [...readFileSync(join(src, file), "utf8").matchAll(CODE)].map(([, code = ""]) => code),
  );
  const page = readFileSync(join(ROOT, "docs", "operations.md"), "utf8");
  expect(codes.length).toBeGreaterThan(40);
  expect([...new Set(codes)].filter((code) => !page.includes(`\`${code}\``)).sort()).toEqual([]);
});
