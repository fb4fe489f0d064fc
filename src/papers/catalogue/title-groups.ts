import { keyWords, mainTitle } from "../keys.ts";
import { JOINING_WORDS } from "../recognition/title-words.ts";
import { keyOfTitle } from "./paper-keys.ts";
import type { SamePaper } from "./same-paper.ts";

/** A title as it is compared. */
interface TitleForm {
  readonly key: string;
  /** The words of the key with spaces between them. */
  readonly words: string;
  /** Key of its main title; null where that says too little. */
  readonly main: string | null;
}

/** The forms of titles, each worked out once: most titles are the same from one gathering to the next. */
export class TitleForms {
  readonly #forms = new Map<string, TitleForm>();

  of(title: string): TitleForm {
    const known = this.#forms.get(title);
    if (known !== undefined) return known;
    const words = keyWords(title);
    const main = mainTitle(title);
    const form = {
      key: `title:${words.join("")}`,
      words: words.join(" "),
      main: main === null ? null : keyOfTitle(main),
    };
    this.#forms.set(title, form);
    return form;
  }
}

/** A title this long is the same paper as a longer one that goes on with "in", "for" and the like. */
const LEAST_WORDS_OF_CUT_TITLE = 4;

/** Which titles are of one paper. */
export class TitleGroups {
  readonly #same: SamePaper;
  /** Main title → the groups of titles that it begins. */
  readonly #mains = new Map<string, Set<string>>();
  /** "taming the one epoch phenomenon in online" → key */
  readonly #spelt = new Map<string, string>();

  readonly #forms: TitleForms;

  constructor(same: SamePaper, forms: TitleForms) {
    this.#same = same;
    this.#forms = forms;
  }

  join(addresses: readonly string[], title: string | null): void {
    const [first, ...others] = addresses;
    if (first !== undefined) this.#same.find(first);
    for (const other of others) this.#same.join(first ?? other, other);
    if (title === null) return;
    const { key, words, main } = this.#forms.of(title);
    this.#same.find(key);
    if (first !== undefined) this.#same.join(first, key);
    this.#spelt.set(words, key);
    if (main === null) return;
    const known = this.#mains.get(main);
    if (known === undefined) this.#mains.set(main, new Set([key]));
    else known.add(key);
  }

  /** A title without its subtitle, or cut, is the same paper where it is the beginning of one only. */
  joinCutOnes(): void {
    for (const [main, keys] of this.#mains) {
      const [only] = this.#groups(keys);
      if (only !== undefined && this.#groups(keys).size === 1 && this.#same.has(main))
        this.#same.join(only, main);
    }
    const spelt = [...this.#spelt.keys()].sort();
    for (const [at, words] of spelt.entries()) {
      const key = this.#spelt.get(words) ?? "";
      const longer = this.#goingOn(spelt, at);
      const [only] = this.#groups(longer);
      if (only !== undefined && this.#groups(longer).size === 1) this.#same.join(only, key);
    }
  }

  /** The group of titles that begin with a main title; null where there are several. */
  onlyOneBeginning(main: string): string | null {
    const groups = this.#groups(this.#mains.get(main) ?? []);
    const [only = null] = groups;
    return groups.size === 1 ? only : null;
  }

  get mains(): IterableIterator<string> {
    return this.#mains.keys();
  }

  #groups(keys: Iterable<string>): Set<string> {
    return new Set([...keys].map((key) => this.#same.find(key)));
  }

  #goingOn(spelt: readonly string[], at: number): string[] {
    const words = spelt[at] ?? "";
    if (words.split(" ").length < LEAST_WORDS_OF_CUT_TITLE) return [];
    const longer: string[] = [];
    for (let next = at + 1; spelt[next]?.startsWith(`${words} `) === true; next++) {
      const following = spelt[next]?.slice(words.length + 1).split(" ", 1)[0] ?? "";
      if (JOINING_WORDS.has(following)) longer.push(this.#spelt.get(spelt[next] ?? "") ?? "");
    }
    return longer;
  }
}
