const WITH_VOWEL = /^(.*[^аеиоуыэюя])[оеь]([кцнлрмтв])$/;
const WITHOUT_VOWEL = /^(.*[^аеиоуыэюяйьъ])([кцнлр])$/;
const SHORTEST_STEM = 3;

/**
 * Stems that differ by a vowel that comes and goes: мешок/мешк-, отец/отц-, ребер/ребр-.
 * Guesses: the caller keeps those that its vocabulary knows.
 */
export function fleetingVariants(stem: string): string[] {
  if (stem.length < SHORTEST_STEM) return [];
  const dropped = WITH_VOWEL.exec(stem);
  const inserted = WITHOUT_VOWEL.exec(stem);
  return [
    ...(dropped ? [`${dropped[1]}${dropped[2]}`] : []),
    ...(inserted ? [`${inserted[1]}о${inserted[2]}`, `${inserted[1]}е${inserted[2]}`] : []),
  ];
}
