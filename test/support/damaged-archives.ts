import type { Dice } from "./dice.ts";
import type { WholeArchive } from "./whole-archives.ts";

export interface Damaged {
  readonly files: Record<string, Buffer>;
  readonly damage: keyof typeof DAMAGES;
}

/** The archive with one of its files damaged in one way. */
export function damagedArchive(dice: Dice, whole: WholeArchive): Damaged {
  const names = Object.keys(whole);
  const name = names[dice.below(names.length)] ?? "";
  const damage = dice.pick(Object.keys(DAMAGES) as [keyof typeof DAMAGES, ...(keyof typeof DAMAGES)[]]);
  return { files: { ...whole, [name]: DAMAGES[damage](dice, whole[name] ?? Buffer.alloc(0)) }, damage };
}

const DAMAGES = {
  cut: (dice: Dice, bytes: Buffer) => bytes.subarray(0, dice.below(bytes.length)),
  "bits flipped": (dice: Dice, bytes: Buffer) =>
    changed(bytes, (copy) => {
      for (const at of dice.some(1, 30, () => dice.below(copy.length)))
        copy.writeUInt8((copy[at] ?? 0) ^ (1 << dice.below(8)), at);
    }),
  "pieces swapped": (dice: Dice, bytes: Buffer) => {
    const [a = 0, b = 0, c = 0] = dice.some(3, 3, () => dice.below(bytes.length)).sort((x, y) => x - y);
    return Buffer.concat([
      bytes.subarray(0, a),
      bytes.subarray(b, c),
      bytes.subarray(a, b),
      bytes.subarray(c),
    ]);
  },
  "bytes overwritten": (dice: Dice, bytes: Buffer) =>
    changed(bytes, (copy) => {
      const at = dice.below(copy.length);
      copy.fill(dice.pick([0, 0xff, 0x20, 0xd0, 0x22]), at, Math.min(copy.length, at + dice.below(400)));
    }),
  "lines doubled": (dice: Dice, bytes: Buffer) =>
    byLine(bytes, (line) => (dice.once(12) ? [line, line] : [line])),
  "lines dropped": (dice: Dice, bytes: Buffer) => byLine(bytes, (line) => (dice.once(12) ? [] : [line])),
  "lines reversed": (_dice: Dice, bytes: Buffer) =>
    Buffer.from(bytes.toString("latin1").split("\n").reverse().join("\n"), "latin1"),
  "another encoding": (dice: Dice, bytes: Buffer) => {
    const text = bytes.toString("utf8");
    return dice.pick<() => Buffer>([
      () => Buffer.from(text, "utf16le"),
      () => Buffer.from(`\ufeff${text}`, "utf16le"),
      () => Buffer.from(text, "utf16le").swap16(),
      () => Buffer.from(text, "latin1"),
      () => Buffer.from(bytes.toString("latin1"), "utf8"),
      () => Buffer.from(`\ufeff\ufeff${text}`),
      () => Buffer.from(bytes.toString("base64")),
    ])();
  },
  "something put in": (dice: Dice, bytes: Buffer) => {
    const at = dice.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), Buffer.from(aBomb(dice)), bytes.subarray(at)]);
  },
  "numbers blown up": (dice: Dice, bytes: Buffer) =>
    Buffer.from(bytes.toString("utf8").replace(/\d+/g, (number) => (dice.once(20) ? aNumber(dice) : number))),
  "many times": (dice: Dice, bytes: Buffer) => Buffer.concat(dice.some(2, 20, () => bytes)),
  "values of another type": (dice: Dice, bytes: Buffer) =>
    Buffer.from(
      bytes
        .toString("utf8")
        .replace(/(: )("[^"\n]*"|\d+)/g, (all, colon) => (dice.once(20) ? colon + aValue(dice) : all)),
    ),
};

function changed(bytes: Buffer, change: (copy: Buffer) => void): Buffer {
  const copy = Buffer.from(bytes);
  change(copy);
  return copy;
}

function byLine(bytes: Buffer, change: (line: string) => string[]): Buffer {
  return Buffer.from(bytes.toString("latin1").split("\n").flatMap(change).join("\n"), "latin1");
}

/** Small as it is written, large for whoever takes it at its word. */
function aBomb(dice: Dice): string {
  const depth = dice.pick([10, 1_000, 50_000]);
  return dice.pick<() => string>([
    () => "[".repeat(depth),
    () => '{"a":'.repeat(depth),
    () => "<b>".repeat(depth),
    () => '<div class="message default clearfix" id="message1">'.repeat(depth / 10),
    () => `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "${"&a;".repeat(50)}">]>${"&b;".repeat(depth)}`,
    () => "&lt;".repeat(depth),
    () => "&#x10FFFF;&#xD800;&#0;&#99999999;&nosuch;".repeat(depth / 10),
    () => "<!--".repeat(depth / 10),
    () => `"${"\\ud83d".repeat(depth)}"`,
    () => "я".repeat(depth),
    () => "\u0301".repeat(depth),
    () => "<script>",
    () => "<![CDATA[",
    () => "\0".repeat(depth),
  ])();
}

function aNumber(dice: Dice): string {
  return dice.pick([
    "1e999",
    "-1",
    "0",
    "99999999999999999999",
    "1.5",
    "1".repeat(400),
    "9007199254740993",
    "253402300800",
  ]);
}

function aValue(dice: Dice): string {
  return dice.pick([
    "null",
    "true",
    "[]",
    "{}",
    '""',
    "-1",
    '[{"type":"bold"}]',
    '"2024-99-99T99:99:99"',
    '"\\ud83e"',
    '{"a":{}}',
  ]);
}
