import type { Media, MediaKind } from "../post.ts";
import { wellFormed } from "./rich-text.ts";

/** With a title only where there is something to read. */
export function media(kind: MediaKind, title?: string): Media {
  const clean = wellFormed(title ?? "").trim();
  return clean === "" ? { kind } : { kind, title: clean };
}

// "(File not included. Change data exporting settings to download.)"
const NOT_A_FILE = /^\(.*\)$/;

/** A file's own name. Never a path: archives come from others, and `../` leads out of them. */
export function fileTitle(path: string | undefined): string | undefined {
  const name = path?.split(/[/\\]/).at(-1)?.trim() ?? "";
  return name === "" || name === "." || name === ".." || NOT_A_FILE.test(name) ? undefined : name;
}
