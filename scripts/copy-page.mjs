// The chat page is served as it is written; the compiler does not carry it over.
import { cpSync } from "node:fs";

cpSync("src/playground/page", "dist/playground/page", { recursive: true });
