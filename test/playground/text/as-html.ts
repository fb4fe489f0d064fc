import type { Entity } from "../../../src/playground/message.ts";

const TAGS: Readonly<Record<string, string>> = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  spoiler: "tg-spoiler",
  code: "code",
  blockquote: "blockquote",
};

/** Nested entities as a bot would write them by hand; those without a tag stay plain. */
export function asHtml(text: string, entities: readonly Entity[]): string {
  const tagged = entities.filter(({ type }) => type in TAGS);
  let html = "";
  const open: Entity[] = [];
  let next = 0;
  for (let i = 0; i <= text.length; i++) {
    while (open.length > 0 && endOf(open.at(-1)) <= i) html += `</${TAGS[open.pop()?.type ?? ""]}>`;
    for (let entity = tagged[next]; entity?.offset === i; entity = tagged[++next]) {
      open.push(entity);
      html += `<${TAGS[entity.type]}>`;
    }
    html += text.charAt(i).replace(/[<>&"]/g, (char) => `&#${char.charCodeAt(0)};`);
  }
  return html;
}

function endOf(entity: Entity | undefined): number {
  return entity === undefined ? 0 : entity.offset + entity.length;
}
