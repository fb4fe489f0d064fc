/** Keys of the two layouts in the same order: what QWERTY writes where ЙЦУКЕН was meant, and the reverse. */
const QWERTY = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~{}:\"<>";
const JCUKEN = "ёйцукенгшщзхъфывапролджэячсмитьбюЁХЪЖЭБЮ";

const TO_RUSSIAN = new Map([...QWERTY].map((key, place) => [key, JCUKEN.charAt(place)]));
const TO_LATIN = new Map([...JCUKEN].map((key, place) => [key, QWERTY.charAt(place)]));

/**
 * The text as it would read had the other layout been on: `htrcbc` → `рексис`, `ыуда-здфн` → `self-play`.
 * Takes the text before it is split into words, because `,` `.` `;` `[` are letters there. Both directions,
 * without those that change nothing.
 */
export function otherLayouts(text: string): string[] {
  const lower = text.toLowerCase();
  const readings = [retype(lower, TO_RUSSIAN), retype(lower, TO_LATIN)];
  return readings.filter((reading) => reading !== lower);
}

function retype(text: string, keys: ReadonlyMap<string, string>): string {
  return [...text].map((char) => keys.get(char) ?? char).join("");
}
