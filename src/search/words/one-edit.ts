const DIGITS = [..."0123456789"];
const LATIN = [..."abcdefghijklmnopqrstuvwxyz"];
const CYRILLIC = [..."абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў"];

/**
 * A normalised word and everything that is a letter more, less or other than it, known or not: some 40 times as many
 * as it has letters. In letters of its own script and digits, because no word has letters of both scripts.
 */
export function oneEditFrom(word: string): string[] {
  const found = new Set([word]);
  const letters = lettersLike(word);
  for (let at = 0; at <= word.length; at++) {
    const [head, tail, rest] = [word.slice(0, at), word.slice(at), word.slice(at + 1)];
    for (const letter of letters) found.add(head + letter + tail);
    if (tail === "") continue;
    found.add(head + rest);
    for (const letter of letters) found.add(head + letter + rest);
  }
  return [...found];
}

function lettersLike(word: string): readonly string[] {
  if (/[а-яіїєґў]/.test(word)) return [...CYRILLIC, ...DIGITS];
  return /[a-z]/.test(word) ? [...LATIN, ...DIGITS] : [...LATIN, ...CYRILLIC, ...DIGITS];
}
