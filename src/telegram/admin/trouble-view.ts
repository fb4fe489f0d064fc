import { FormattedString } from "@grammyjs/parse-mode";
import type { StoreTroubleCode } from "../../store-trouble.ts";
import type { Texts } from "../texts.ts";
import type { Status } from "./status.ts";
import type { Section, StatusFormats } from "./status-view.ts";

/** What keeps the store from its work, and what to do about it; no section where nothing does. */
export function troubleSection(
  { trouble, now }: Pick<Status, "trouble" | "now">,
  texts: Texts,
  { time }: StatusFormats,
): Section[] {
  if (trouble === null) return [];
  const { code, since, message, hint } = trouble;
  const told = texts.plain(TROUBLES[code], { time: time(since, now) });
  return [["status-trouble", [told, FormattedString.i(`${message}. ${hint}`)]]];
}

const TROUBLES: Readonly<Record<StoreTroubleCode, string>> = {
  STORE_FULL: "status-trouble-full",
  DATABASE_LOCKED: "status-trouble-locked",
  STORE_FAILING: "status-trouble-failing",
  DATABASE_UNWRITABLE: "status-trouble-unwritable",
  DATABASE_DAMAGED: "status-trouble-damaged",
  DATABASE_MISSING: "status-trouble-missing",
};
