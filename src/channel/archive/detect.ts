import { isPageText } from "./page-text.ts";

export type ArchiveFormat = "desktop-json" | "desktop-html" | "web-preview" | "page-text";

/** The format by the beginning of a file; null for anything else. Names are not looked at. */
export function detectFormat(head: string): ArchiveFormat | null {
  const text = head.replace(/^\uFEFF/, "").trimStart();
  if (text.startsWith("{")) return "desktop-json";
  if (!text.startsWith("<")) return isPageText(text) ? "page-text" : null;
  if (/class="[^"]{0,300}\btgme_/.test(text)) return "web-preview";
  // <div class="page_body chat_page">, <div class="message default clearfix" id="message3">
  return /class="[^"]{0,300}\bchat_page\b/.test(text) || /class="message (default|service)\b/.test(text)
    ? "desktop-html"
    : null;
}
