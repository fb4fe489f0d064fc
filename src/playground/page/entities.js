import { dateTimeText } from "./dates.js";
import { element } from "./element.js";
import { entityTree, isBlock } from "./entity-tree.js";
import { expandableQuote, spoiler } from "./hidden-text.js";
import { safeAddress } from "./links.js";

/** @import { Entity } from "./api.js" */
/** @import { Piece } from "./entity-tree.js" */
/** @import { Language } from "./texts.js" */

/** @typedef {{ language: Language, nowMs: number }} Reader */

/**
 * A message's text as DOM nodes. Commands become buttons with `data-command`; what they do is the caller's.
 *
 * @param {string} text
 * @param {Entity[]} entities
 * @param {Reader} reader
 * @returns {Node[]}
 */
export function formattedText(text, entities, reader) {
  return nodes(entityTree(text, entities), reader);
}

/**
 * @param {Piece[]} pieces
 * @param {Reader} reader
 * @returns {Node[]}
 */
function nodes(pieces, reader) {
  return pieces.map((piece, index) => {
    if (typeof piece !== "string") return entityNode(piece.entity, piece.children, reader);
    const before = pieces[index - 1];
    const followsBlock = before !== undefined && typeof before !== "string" && isBlock(before.entity.type);
    // The line break after a block is already there: the block ends its own line.
    return document.createTextNode(followsBlock ? piece.replace(/^\n/, "") : piece);
  });
}

/**
 * @param {Entity} entity
 * @param {Piece[]} pieces
 * @param {Reader} reader
 * @returns {Node}
 */
function entityNode(entity, pieces, reader) {
  const children = nodes(pieces, reader);
  switch (entity.type) {
    case "bold":
      return element("strong", {}, ...children);
    case "italic":
      return element("em", {}, ...children);
    case "underline":
      return element("u", {}, ...children);
    case "strikethrough":
      return element("s", {}, ...children);
    case "code":
      return element("code", {}, ...children);
    case "pre":
      return codeBlock(entity.language, children);
    case "spoiler":
      return spoiler(children, reader.language);
    case "blockquote":
      return element("blockquote", {}, ...children);
    case "expandable_blockquote":
      return expandableQuote(children, reader.language);
    case "text_link":
      return link(entity.url ?? "", children);
    case "url":
      return link(plainText(pieces), children);
    case "email":
      return link(`mailto:${plainText(pieces)}`, children);
    case "mention":
      return link(`https://t.me/${plainText(pieces).slice(1)}`, children);
    case "bot_command":
      return element(
        "button",
        { type: "button", class: "as-link", "data-command": plainText(pieces) },
        ...children,
      );
    case "date_time":
      return localTime(entity, children, reader);
    default:
      return element("span", { class: `entity-${entity.type.replaceAll("_", "-")}` }, ...children);
  }
}

/** @param {Piece[]} pieces */
function plainText(pieces) {
  /** @type {string} */
  let text = "";
  for (const piece of pieces) text += typeof piece === "string" ? piece : plainText(piece.children);
  return text;
}

/**
 * @param {string} address
 * @param {Node[]} children
 */
function link(address, children) {
  const href = safeAddress(address);
  if (href === null) return element("span", {}, ...children);
  return element(
    "a",
    { href, target: "_blank", rel: "noopener noreferrer", title: decoded(href) },
    ...children,
  );
}

/** @param {string} href */
function decoded(href) {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}

/**
 * @param {string | undefined} language
 * @param {Node[]} children
 */
function codeBlock(language, children) {
  const code = element("pre", { tabindex: "0" }, element("code", {}, ...children));
  const block = element("div", { class: "code-block" });
  if (language) block.append(element("div", { class: "code-language" }, language));
  block.append(code);
  return block;
}

/**
 * @param {Entity} entity
 * @param {Node[]} children
 * @param {Reader} reader
 */
function localTime(entity, children, reader) {
  if (entity.unix_time === undefined) return element("span", {}, ...children);
  const datetime = new Date(entity.unix_time * 1000).toISOString();
  const text = dateTimeText(entity.unix_time, entity.date_time_format ?? "", reader);
  const title = dateTimeText(entity.unix_time, "wDT", reader) ?? "";
  return element("time", { datetime, title }, ...(text === null ? children : [text]));
}
