import type { Frequencies } from "../search/vocabulary.ts";

/** Of a new word nothing is known yet. */
const LEAST_SHARE = 1e-6;
/** Of posts that have a word of the other script with so many consonants, those that have the ones that are asked for. */
const SHARE_OF_SOUND = [0.5, 0.3, 0.12, 0.04, 0.012] as const;
const SHARE_OF_LONG_SOUND = 0.003;
const SHARE_OF_FACT = 0.3;
const SHARE_OF_TAG = 0.05;

/**
 * About what share of posts has a key of a saved query: of a stem by the archive, of everything else by its kind.
 * Keys are told in `post-keys.ts`.
 */
export function shareOfPosts(vocabulary: Frequencies): (key: string) => number {
  const { passages } = vocabulary;
  return (key) => {
    const sound = /^(?:latin|cyrillic) (.+)$/.exec(key)?.[1];
    if (sound !== undefined) return SHARE_OF_SOUND[sound.length] ?? SHARE_OF_LONG_SOUND;
    if (key.startsWith("#")) return SHARE_OF_TAG;
    if (/^(?:has|channel|author):/.test(key)) return SHARE_OF_FACT;
    if (/ /.test(key)) return LEAST_SHARE;
    return Math.max(LEAST_SHARE, vocabulary.frequency(key) / Math.max(1, passages));
  };
}
