import type { InlineKeyboard } from "grammy";
import { buttonData, type ListPlace } from "./button-data.ts";
import type { Texts } from "./texts.ts";

/** A page of a list, and how many there are. */
interface PageOfList extends ListPlace {
  readonly pages: number;
}

/** Back, where one is, and on. */
export function addPaging(
  keyboard: InlineKeyboard,
  { page, pages, order }: PageOfList,
  { texts, token, isMain }: { texts: Texts; token: string; isMain: boolean },
): void {
  const goTo = (target: number) => buttonData(token, { kind: "page", page: target, order });
  if (page > 0) keyboard.text(texts.plain("button-previous"), goTo(page - 1));
  if (pages > 1)
    keyboard.text(
      texts.plain("results-page", { page: page + 1, pages }),
      buttonData(token, { kind: "stay" }),
    );
  if (page + 1 >= pages) return;
  keyboard.text(texts.plain("button-next"), goTo(page + 1));
  if (isMain) keyboard.primary();
}
