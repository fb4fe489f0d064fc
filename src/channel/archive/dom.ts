import type { AnyNode, Document, Element, ParentNode } from "domhandler";
import { DomHandler, isTag } from "domhandler";
import { findAll, findOne, textContent } from "domutils";
import { Parser } from "htmlparser2";
import { AppError } from "../../errors.ts";

export type { Document, Element };

const MAX_DEPTH = 500; // real pages have 30; looking through a page calls itself once a level

/** A page with the places of its elements in the text. Throws AppError ARCHIVE_DAMAGED for one nested beyond reason. */
export function parsePage(html: string): Document {
  const handler = new ShallowPage(undefined, { withStartIndices: true, withEndIndices: true });
  new Parser(handler).end(html);
  return handler.root;
}

/** Refuses while it is read: the parser takes a time for elements inside each other that grows with their square. */
class ShallowPage extends DomHandler {
  override onopentag(name: string, attributes: Record<string, string>): void {
    super.onopentag(name, attributes);
    const depth = this.tagStack.length - 1; // the page itself is at the bottom
    if (depth > MAX_DEPTH) throw tooDeep();
  }
}

function tooDeep(): AppError {
  return new AppError("ARCHIVE_DAMAGED", `A page has more than ${MAX_DEPTH} elements inside each other`, {
    hint: "No page of Telegram has. Save or export it again.",
  });
}

export function byClass(root: ParentNode, name: string): Element[] {
  return findAll((element) => hasClass(element, name), root.children);
}

export function firstByClass(root: ParentNode, name: string): Element | null {
  return findOne((element) => hasClass(element, name), root.children, true);
}

export function firstByTag(root: ParentNode, name: string): Element | null {
  return findOne((element) => element.name === name, root.children, true);
}

/** Only among the direct children. */
export function childByClass(root: ParentNode, name: string): Element | null {
  return root.children.find((node): node is Element => isTag(node) && hasClass(node, name)) ?? null;
}

export function childElements(root: ParentNode): Element[] {
  return root.children.filter(isTag);
}

export function hasClass(element: Element, name: string): boolean {
  return (element.attribs.class ?? "").split(/\s+/).includes(name);
}

/** Is the element inside one of the class? */
export function isInside(node: AnyNode, className: string): boolean {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (isTag(parent) && hasClass(parent, className)) return true;
  }
  return false;
}

/** The words of an element on one line; "" where there is no element. */
export function wordsOf(node: AnyNode | null): string {
  return node === null ? "" : textContent(node).replace(/\s+/g, " ").trim();
}

/** False for an element that ends only because the text does. */
export function isClosed(element: Element, html: string): boolean {
  const end = (element.endIndex ?? 0) + 1;
  return html.slice(0, end).endsWith(`</${element.name}>`);
}

/** Lines are counted from 1. */
export function lineOf(element: Element, html: string): number {
  let line = 1;
  const end = element.startIndex ?? 0;
  for (let at = html.indexOf("\n"); at !== -1 && at < end; at = html.indexOf("\n", at + 1)) line += 1;
  return line;
}

/** Where a page stops in the middle of its last message, or before its end; null for a whole one. */
export function cutOffLine(lastMessage: Element | undefined, html: string): number | null {
  if (lastMessage && !isClosed(lastMessage, html)) return lineOf(lastMessage, html);
  // A piece cut out of a page has neither tag; a page has both.
  const isCut = /<html[\s>]/i.test(html) && !/<\/html\s*>/i.test(html);
  return isCut ? html.split("\n").length : null;
}
