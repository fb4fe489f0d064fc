import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Entity } from "../../../src/playground/message.ts";
import { styleText } from "../../../src/playground/text/styled-text.ts";

describe("given entities", () => {
  const apply = (text: string, ...entities: Entity[]) => styleText({ text, entities }).entities;
  const entity = (type: string, offset: number, length: number): Entity => ({ type, offset, length });

  test.each([
    [-1, 1, "receive an entity with incorrect offset -1"],
    [0, -1, "receive an entity with incorrect length -1"],
    [9, 1, "entity begins after the end of the text at UTF-16 offset 9"],
    [0, 9, "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9"],
    [2, 2, "entity begins in a middle of a UTF-16 symbol at byte offset 5"],
    [0, 2, "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5"],
  ])("from %i with length %i of «a😀bc» are refused", (offset, length, reason) => {
    expect(() => apply("a😀bc", entity("bold", offset, length))).toThrow(`Bad Request: ${reason}`);
  });

  test("of an unknown or broken kind are refused", () => {
    const parse = (given: unknown) => () => styleText({ text: "a", entities: [given] });
    expect(parse({ offset: 0, length: 1 })).toThrow(`can't parse MessageEntity: Can't find field "type"`);
    expect(parse({ type: "loud", offset: 0, length: 1 })).toThrow("Unsupported type specified");
    expect(parse({ type: "bold", length: 1 })).toThrow(`Can't find field "offset"`);
    expect(parse({ type: "bold", offset: "x", length: 1 })).toThrow(`Field "offset" must be of type Number`);
    expect(parse("bold")).toThrow("expected an Object");
    const time = { type: "date_time", offset: 0, length: 1 };
    expect(parse(time)).toThrow(`Can't find field "unix_time"`);
    expect(parse({ ...time, unix_time: 9, date_time_format: "Tr" })).toThrow("Invalid date-time format");
    expect(() => styleText({ text: '<tg-time unix="9" format="x">a</tg-time>', parseMode: "HTML" })).toThrow(
      "Invalid date-time format",
    );
  });

  test("that nest stay, outer first", () => {
    const nested = [entity("italic", 2, 3), entity("blockquote", 0, 9), entity("bold", 0, 5)];
    expect(apply("раз два три", ...nested)).toEqual([
      entity("blockquote", 0, 9),
      entity("bold", 0, 5),
      entity("italic", 2, 3),
    ]);
  });

  test("that cross a link are cut at its borders", () => {
    const link: Entity = { type: "text_link", offset: 4, length: 7, url: "http://a.ru/" };
    expect(apply("раз два три", entity("bold", 0, 7), link)).toEqual([
      entity("bold", 0, 4),
      link,
      entity("bold", 4, 3),
    ]);
  });

  test("that cross each other are cut where the later one begins", () => {
    expect(apply("раз два три", entity("bold", 0, 7), entity("italic", 4, 7))).toEqual([
      entity("bold", 0, 4),
      entity("italic", 4, 7),
      entity("bold", 4, 3),
    ]);
  });

  test("of two links that cross, the first stays; nothing is bold inside code", () => {
    const first: Entity = { type: "text_link", offset: 0, length: 5, url: "http://a.ru/" };
    const second: Entity = { type: "text_link", offset: 4, length: 5, url: "http://b.ru/" };
    expect(apply("раз два три", first, second)).toEqual([first]);
    expect(apply("раз два", entity("code", 0, 7), entity("bold", 4, 3))).toEqual([entity("code", 0, 7)]);
  });

  test("on white space go, as do a mention the bot claims and a link to nowhere", () => {
    expect(apply("раз  два", entity("bold", 3, 2))).toEqual([]);
    expect(apply("раз два", entity("mention", 0, 3))).toEqual([]);
    expect(apply("раз два", { type: "text_link", offset: 0, length: 3, url: "localhost" })).toEqual([]);
  });

  test("win over what is found, which stays outside of them and cuts bold", () => {
    expect(apply("код /start", entity("code", 4, 6))).toEqual([entity("code", 4, 6)]);
    expect(apply("жми /start тут", entity("bold", 0, 14))).toEqual([
      entity("bold", 0, 4),
      entity("bot_command", 4, 6),
      entity("bold", 4, 6),
      entity("bold", 10, 4),
    ]);
  });

  test("move when characters are dropped", () => {
    expect(styleText({ text: "a\r\nb\u2028c\td", entities: [entity("bold", 3, 3)] })).toEqual({
      text: "a\nbc d",
      entities: [entity("bold", 2, 2)],
    });
  });

  test("always end up inside of the text, nested", () => {
    const types = fc.constantFrom("bold", "italic", "code", "blockquote", "spoiler", "custom_emoji");
    const text = fc.array(fc.constantFrom("a", "😀", " ", "\n", "/x", "\r", "t.me"), {
      minLength: 1,
      maxLength: 30,
    });
    const range = fc.record({ type: types, from: fc.nat(30), to: fc.nat(30) });
    fc.assert(
      fc.property(text, fc.array(range, { maxLength: 8 }), (parts, ranges) => {
        const starts = parts.map((_, i) => parts.slice(0, i).join("").length);
        const given = ranges.flatMap(({ type, from, to }) => {
          const [a = 0, b = 0] = [starts[from % parts.length], starts[to % parts.length]];
          return a < b ? [{ type, offset: a, length: b - a, custom_emoji_id: "1" }] : [];
        });
        const styled = styleText({ text: parts.join(""), entities: given });
        for (const one of styled.entities) {
          expect(one.length).toBeGreaterThan(0);
          expect(one.offset + one.length).toBeLessThanOrEqual(styled.text.length);
          for (const other of styled.entities) expect(crosses(one, other)).toBe(false);
        }
      }),
    );
  });
});

function crosses(a: Entity, b: Entity): boolean {
  const [endA, endB] = [a.offset + a.length, b.offset + b.length];
  return a.offset < b.offset && b.offset < endA && endA < endB;
}
