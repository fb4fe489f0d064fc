const NAMED: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"' };
/** "&lt;", "&#1042;", "&#x412;"; the semicolon may be missing. */
const ENTITY = /&(?:#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}))|([a-zA-Z]+));?/y;
const LAST_CODE_POINT = 0x10ffff;

/** The character written at `index`, or undefined when it is only an ampersand. */
export function decodeHtmlEntity(source: string, index: number): { char: string; end: number } | undefined {
  ENTITY.lastIndex = index;
  const match = ENTITY.exec(source);
  if (match === null) return undefined;
  const char = charOf(match);
  return char === undefined ? undefined : { char, end: index + match[0].length };
}

function charOf([, decimal, hexadecimal, name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return NAMED[name];
  const code = hexadecimal === undefined ? Number(decimal) : Number.parseInt(hexadecimal, 16);
  return code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : undefined;
}
