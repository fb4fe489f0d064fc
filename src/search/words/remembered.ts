/** Languages repeat themselves: so many forms cover nearly every word that comes by. */
const MAX_REMEMBERED = 20_000;

/** A key or a pasted text comes by once. */
const LONGEST_REMEMBERED = 40;

/** The same answers of a function of one word, worked out once for each word that is still remembered. */
export function remembered<T extends object>(work: (word: string) => T): (word: string) => T {
  let answers = new Map<string, T>();
  return (word) => {
    const known = answers.get(word);
    if (known !== undefined) return known;
    const answer = work(word);
    if (word.length > LONGEST_REMEMBERED) return answer;
    if (answers.size >= MAX_REMEMBERED) answers = new Map();
    answers.set(word, answer);
    return answer;
  };
}
