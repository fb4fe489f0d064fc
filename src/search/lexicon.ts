import SearchableMap from "minisearch/SearchableMap";
import { skeletonsOf } from "./words/skeleton.ts";
import { scriptOf, stemOf } from "./words/stems.ts";
import { isStopWord } from "./words/stop-words.ts";

/** Visiting the completions of a short prefix stops here: it would be most of a large lexicon. */
const MAX_VISITED_COMPLETIONS = 3000;

/**
 * The words of an archive and how many passages each stands in: what the planner may expand a query to.
 * It knows nothing of the index that finds the passages, so both can be replaced apart.
 * Words are numbered; the numbers live as long as the lexicon. A word whose last passage went stays known
 * with a frequency of 0, which every question here takes for absent.
 */
export class Lexicon {
  readonly #numbers = new Map<string, number>();
  /**
   * Words and stems with the number of their stem, as a tree: for prefixes and misspellings. Stems stand there too,
   * because a word is misspelt in another form than the archive has it.
   */
  readonly #tree = new SearchableMap<number>();
  readonly #texts: string[] = [];
  readonly #stems: number[] = [];
  readonly #stopWords = new Set<number>();
  readonly #stemNumbers = new Map<string, number>();
  readonly #stemTexts: string[] = [];
  readonly #stemFrequencies: number[] = [];
  readonly #bySkeleton = { cyrillic: new Map<string, number[]>(), latin: new Map<string, number[]>() };
  #passages = 0;

  /** How many passages are counted. */
  get passages(): number {
    return this.#passages;
  }

  /** The number of a normalised word, new or known; counts nothing. */
  intern(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const number = this.#texts.length;
    this.#numbers.set(word, number);
    const stem = this.#internStem(stemOf(word));
    this.#tree.set(word, stem);
    this.#texts.push(word);
    this.#stems.push(stem);
    if (isStopWord(word)) this.#stopWords.add(number);
    this.#fileUnderSkeleton(word, number);
    return number;
  }

  /** Counts a passage's words, given by number; duplicates count once. */
  addPassage(words: Iterable<number>): void {
    this.#count(words, 1);
  }

  /** Undoes `addPassage` with the same words. */
  removePassage(words: Iterable<number>): void {
    this.#count(words, -1);
  }

  /** The stem, by number, of a word given by number. */
  stemNumberOf(word: number): number {
    return this.#stems[word] ?? -1;
  }

  isStopWord(word: number): boolean {
    return this.#stopWords.has(word);
  }

  /** The number of a stem; -1 where no word has it. */
  numberOfStem(stem: string): number {
    return this.#stemNumbers.get(stem) ?? -1;
  }

  stemText(stem: number): string {
    return this.#stemTexts[stem] ?? "";
  }

  wordText(word: number): string {
    return this.#texts[word] ?? "";
  }

  /** In how many passages a word with this stem stands. */
  frequency(stem: string): number {
    return this.#stemFrequencies[this.numberOfStem(stem)] ?? 0;
  }

  has(stem: string): boolean {
    return this.frequency(stem) > 0;
  }

  /** Stems of the words that begin with the prefix, most frequent first. */
  completions(prefix: string, limit: number): string[] {
    const stems = new Map<number, number>();
    let visited = 0;
    for (const stem of this.#tree.atPrefix(prefix).values()) {
      if (++visited > MAX_VISITED_COMPLETIONS) break;
      const frequency = this.#stemFrequencies[stem] ?? 0;
      if (frequency > 0) stems.set(stem, frequency);
    }
    const frequent = [...stems].sort(([a, x], [b, y]) => y - x || a - b).slice(0, limit);
    return frequent.map(([stem]) => this.stemText(stem));
  }

  /** Stems of what is at most `distance` edits away; for more than one edit with the same first letter only. */
  neighbours(word: string, distance: number): string[] {
    // Walking the branch of one letter is some twenty times cheaper than walking the tree.
    const first = distance > 1 ? word.charAt(0) : "";
    const near = this.#tree.atPrefix(first).fuzzyGet(word.slice(first.length), distance);
    const stems = new Set([...near.values()].map(([stem]) => stem));
    return [...stems]
      .filter((stem) => (this.#stemFrequencies[stem] ?? 0) > 0)
      .map((stem) => this.stemText(stem));
  }

  /** Words of one script that have this skeleton of consonants. */
  soundingLike(skeleton: string, script: "cyrillic" | "latin"): string[] {
    const words = this.#bySkeleton[script].get(skeleton) ?? [];
    const known = words.filter((word) => (this.#stemFrequencies[this.stemNumberOf(word)] ?? 0) > 0);
    return known.map((word) => this.wordText(word));
  }

  #internStem(stem: string): number {
    const known = this.#stemNumbers.get(stem);
    if (known !== undefined) return known;
    const number = this.#stemTexts.length;
    this.#stemNumbers.set(stem, number);
    this.#stemTexts.push(stem);
    this.#stemFrequencies.push(0);
    if (!this.#tree.has(stem)) this.#tree.set(stem, number);
    return number;
  }

  #fileUnderSkeleton(word: string, number: number): void {
    const script = scriptOf(word);
    if (script === "other" || word.length < 2) return;
    // Russian words are compared by their stems: their endings would be consonants of the skeleton.
    for (const skeleton of skeletonsOf(script === "cyrillic" ? stemOf(word) : word)) {
      const words = this.#bySkeleton[script].get(skeleton);
      if (words === undefined) this.#bySkeleton[script].set(skeleton, [number]);
      else words.push(number);
    }
  }

  #count(words: Iterable<number>, change: 1 | -1): void {
    const stems = new Set<number>();
    for (const word of words) stems.add(this.stemNumberOf(word));
    for (const stem of stems) this.#stemFrequencies[stem] = (this.#stemFrequencies[stem] ?? 0) + change;
    this.#passages += change;
  }
}
