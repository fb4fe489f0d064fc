import type { Dice } from "./dice.ts";

/** What is brought as an update, as bytes: whole, or damaged as no Telegram would send it. */
export function hostileBody(dice: Dice, json: string): Buffer {
  const bytes = Buffer.from(json, "utf8");
  const at = dice.below(bytes.length);
  switch (dice.below(16)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return flipped(dice, bytes);
    case 2:
      return Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from([0xff, 0xc0, 0xed, 0xa0]),
        bytes.subarray(at),
      ]);
    case 3:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(deep(dice)), bytes.subarray(at)]);
    case 4:
      return Buffer.from(withField(json, `"message":${deep(dice)}`));
    case 5:
      return Buffer.from(json.replace(/\d+/g, (number) => (dice.once(4) ? hugeNumber(dice) : number)));
    case 6:
      return Buffer.from(withField(json, `"update_id":${hugeNumber(dice)}`));
    case 7:
      return Buffer.from(withField(json, '"__proto__":{"update_id":1,"message":null}'));
    case 8:
      return Buffer.from(json, dice.pick(["utf16le", "latin1", "base64"]));
    case 9:
      return Buffer.from(`${json}${json}`);
    case 10:
      return Buffer.from(
        dice.pick(["", "null", "[]", "{}", "1", '"x"', "[[", "\ufeff{}", '{"update_id":-1}']),
      );
    case 11:
      return Buffer.from(withField(json, `"padding":"${"x".repeat(dice.below(1_100_000))}"`));
    default:
      return bytes;
  }
}

function flipped(dice: Dice, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (const at of dice.some(1, 20, () => dice.below(copy.length)))
    copy.writeUInt8((copy[at] ?? 0) ^ (1 << dice.below(8)), at);
  return copy;
}

function deep(dice: Dice): string {
  const depth = dice.pick([100, 5_000, 100_000]);
  return dice.once(2)
    ? `${"[".repeat(depth)}${"]".repeat(depth)}`
    : `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
}

function hugeNumber(dice: Dice): string {
  return dice.pick(["1e999", "-1e999", "9007199254740993", "1".repeat(500), "0.1e-400", "1e15", "-0", "1.5"]);
}

/** A field once more, behind those that are there: the last one counts. */
function withField(json: string, field: string): string {
  return `${json.slice(0, -1)},${field}}`;
}
