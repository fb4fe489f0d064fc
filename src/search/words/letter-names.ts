/** English letters as Russians say them, longer names first. */
const NAMES: readonly (readonly [string, string])[] = [
  ["даблъю", "w"],
  ["даблью", "w"],
  ["джей", "j"],
  ["джи", "g"],
  ["эйч", "h"],
  ["кей", "k"],
  ["кью", "q"],
  ["экс", "x"],
  ["икс", "x"],
  ["уай", "y"],
  ["зет", "z"],
  ["эй", "a"],
  ["би", "b"],
  ["си", "c"],
  ["ди", "d"],
  ["эф", "f"],
  ["ай", "i"],
  ["эл", "l"],
  ["эм", "m"],
  ["эн", "n"],
  ["оу", "o"],
  ["пи", "p"],
  ["ар", "r"],
  ["эс", "s"],
  ["ти", "t"],
  ["ви", "v"],
  ["и", "e"],
  ["о", "o"],
  ["ю", "u"],
];

/** The abbreviation that a word spells: «джипити» → gpt, «элэлэм» → llm; null where it is none. Takes a normalised word. */
export function abbreviationSpelt(word: string): string | null {
  const letters = lettersOf(word);
  return letters !== null && letters.length > 1 ? letters : null;
}

function lettersOf(rest: string): string | null {
  if (rest === "") return "";
  for (const [name, letter] of NAMES) {
    if (!rest.startsWith(name)) continue;
    const others = lettersOf(rest.slice(name.length));
    if (others !== null) return letter + others;
  }
  return null;
}
