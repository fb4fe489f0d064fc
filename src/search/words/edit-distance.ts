/** Levenshtein distance of two words, in UTF-16 units: insertions, deletions and replacements. */
export function editDistance(a: string, b: string): number {
  return distanceUpTo(a, b, Number.POSITIVE_INFINITY);
}

/** Whether two words are at most so many edits apart; stops as soon as they are not. */
export function isWithin(a: string, b: string, most: number): boolean {
  return Math.abs(a.length - b.length) <= most && distanceUpTo(a, b, most) <= most;
}

/** Two rows of the matrix; larger than `most` as soon as no path can be shorter. */
function distanceUpTo(a: string, b: string, most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  let next: number[] = [];
  for (let i = 1; i <= a.length; i++) {
    next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1);
      const cost = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      next.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return least;
    row = next;
  }
  return row[b.length] ?? 0;
}
