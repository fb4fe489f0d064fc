/** What Russian makes of one another, by the ends of stems: логистика ↔ логистический, дистилляция ↔ дистиллировать. */
const DERIVED: readonly (readonly [end: RegExp, others: readonly string[]])[] = [
  [/ик$/, ["ическ"]],
  [/ическ$/, ["ик"]],
  [/[ая]ц$/, ["ир", "иру"]],
  [/иру?$/, ["ац", "яц", "ир", "иру"]],
];
/** Short words that end like that are made of something else: "мир", "лик". */
const SHORTEST_STEM = 6;

/**
 * Stems of the same root that a stem is turned into, or is made of.
 * Guesses: the caller keeps those that its vocabulary knows.
 */
export function derivedForms(stem: string): string[] {
  if (stem.length < SHORTEST_STEM) return [];
  return DERIVED.flatMap(([end, others]) =>
    end.test(stem) ? others.map((other) => stem.replace(end, other)).filter((form) => form !== stem) : [],
  );
}
