/**
 * How much a word says that stands in so many of so many passages: ln(1 + (N − f + ½)/(f + ½)), the idf of BM25
 * (Robertson & Zaragoza 2009). Above 0 in an archive of one post, too.
 */
export function idf(frequency: number, passages: number): number {
  return Math.log(1 + (Math.max(0, passages - frequency) + 0.5) / (frequency + 0.5));
}
