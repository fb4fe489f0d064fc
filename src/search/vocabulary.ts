/**
 * The words of an archive and in how many passages each stands: what a query may be expanded to.
 * Planning asks dozens of small questions a word, so this port alone answers at once, from memory or a local file.
 */
export interface Vocabulary {
  /** How many passages are counted. */
  readonly passages: number;
  /** In how many passages a word with this stem stands. */
  frequency(stem: string): number;
  /** The same, of a stem given by its number. */
  frequencyOf(number: number): number;
  has(stem: string): boolean;
  /** The number under which indexes know a stem; null where no passage has it. */
  numberOf(stem: string): number | null;
  /** A word that people write for the stem; the stem itself where none is known. */
  wordFor(stem: string): string;
  /** Stems that begin with the prefix, most frequent first. */
  completions(prefix: string, limit: number): string[];
  /** Stems of the words at most `distance` edits away (Levenshtein); for two edits with the same first letter only. */
  neighbours(word: string, distance: 1 | 2): string[];
  /** Words of one script that have this skeleton of consonants. */
  soundingLike(skeleton: string, script: "cyrillic" | "latin"): string[];
}

/** How frequent words are, and nothing else of them. */
export type Frequencies = Pick<Vocabulary, "passages" | "frequency">;
