import { Parser } from "htmlparser2";

/** An entry of a feed: what it says, by the path inside it, such as `title`, `author/name`, `arxiv:doi`. */
export interface AtomEntry {
  /** Texts in their order, white space collapsed, none of them empty. */
  texts(path: string): readonly string[];
  /** The attribute `term` of the elements there, in their order. */
  terms(path: string): readonly string[];
}

/** A text that is no whole Atom feed. */
export class NoAtomFeed extends Error {}

const ATOM = "http://www.w3.org/2005/Atom";
const MAX_DEPTH = 12; // real feeds have 4; the parser gets slower with every level
const MAX_ENTRIES = 1_000; // far more than are asked for at once

/** The entries of a feed. Throws NoAtomFeed for anything else, for a part of a feed, and for one with a DOCTYPE. */
export function readAtomEntries(xml: string): AtomEntry[] {
  const reading = new Reading();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => reading.open(name, attributes),
      ontext: (text) => reading.text(text),
      onclosetag: (_name, isImplied) => reading.close(isImplied),
      onprocessinginstruction: (name) => {
        // No feed needs one, and entities are declared nowhere else.
        if (/^!doctype$/i.test(name)) throw new NoAtomFeed("has a DOCTYPE, so it is no Atom feed");
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return reading.entries();
}

class Reading {
  readonly #entries: Entry[] = [];
  readonly #path: string[] = [];
  #text = "";
  #hasJustOpened = false;
  #isWhole = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#path.length === 0) this.#openRoot(name, attributes);
    if (this.#path.length === MAX_DEPTH) throw new NoAtomFeed("is nested beyond reason");
    this.#path.push(name);
    this.#hasJustOpened = true;
    this.#text = "";
    if (this.#path.join("/") === "feed/entry") this.#addEntry();
    if (attributes.term !== undefined) this.#entry?.addTerm(this.#pathInEntry, attributes.term);
  }

  text(text: string): void {
    this.#hasJustOpened = false;
    this.#text += text;
  }

  close(isImplied: boolean): void {
    // The parser calls it implied when `<a/>` closes itself, and when the end of another element or of the text does.
    if (isImplied && !this.#hasJustOpened) throw new NoAtomFeed("is cut off or damaged");
    this.#hasJustOpened = false;
    this.#entry?.addText(this.#pathInEntry, this.#text);
    this.#text = "";
    this.#path.pop();
    if (this.#path.length === 0) this.#isWhole = true;
  }

  entries(): AtomEntry[] {
    if (!this.#isWhole) throw new NoAtomFeed("is no Atom feed");
    return this.#entries;
  }

  #openRoot(name: string, { xmlns }: Readonly<Record<string, string>>): void {
    if (this.#isWhole || name !== "feed" || xmlns !== ATOM) throw new NoAtomFeed("is no Atom feed");
  }

  #addEntry(): void {
    if (this.#entries.length === MAX_ENTRIES) throw new NoAtomFeed("has far too many entries");
    this.#entries.push(new Entry());
  }

  get #entry(): Entry | undefined {
    return this.#path[1] === "entry" ? this.#entries.at(-1) : undefined;
  }

  get #pathInEntry(): string {
    return this.#path.slice(2).join("/");
  }
}

class Entry implements AtomEntry {
  readonly #texts = new Map<string, string[]>();
  readonly #terms = new Map<string, string[]>();

  addText(path: string, text: string): void {
    const words = text.replace(/\s+/g, " ").trim();
    if (words !== "") add(this.#texts, path, words);
  }

  addTerm(path: string, term: string): void {
    add(this.#terms, path, term);
  }

  texts(path: string): readonly string[] {
    return this.#texts.get(path) ?? [];
  }

  terms(path: string): readonly string[] {
    return this.#terms.get(path) ?? [];
  }
}

function add(lists: Map<string, string[]>, path: string, value: string): void {
  const list = lists.get(path);
  if (list === undefined) lists.set(path, [value]);
  else list.push(value);
}
