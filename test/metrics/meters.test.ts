import { expect, test } from "vitest";
import { figure } from "../../src/metrics/instruments.ts";
import { Meters } from "../../src/metrics/meters.ts";
import { parseExposition, seriesValue } from "../support/exposition.ts";

function aMeters() {
  const meters = new Meters({ onError: (error) => expect.unreachable(String(error)) });
  const read = async (figures: Parameters<Meters["text"]>[0] = async () => []) =>
    parseExposition((await meters.text(figures)).text);
  return { meters, read };
}

const ACCEPTED = "inforetriever_updates_accepted_total";
const HANDLED = "inforetriever_handler_duration_seconds";

test("nothing that happens before somebody asks is lost, however much it is", async () => {
  const { meters, read } = aMeters();
  for (let update = 0; update < 2500; update++) meters.record(ACCEPTED, 1, { kind: "message" });
  meters.record(HANDLED, 0.3, { kind: "message" });
  const families = await read();
  expect(seriesValue(families, ACCEPTED, { kind: "message" })).toBe(2500);
  expect(seriesValue(families, `${HANDLED}_bucket`, { kind: "message", le: "0.25" })).toBe(0);
  expect(seriesValue(families, `${HANDLED}_bucket`, { kind: "message", le: "0.5" })).toBe(1);
});

test("a figure that is not known any more is not told any more", async () => {
  const { read } = aMeters();
  const ready = [figure("inforetriever_ready", 1, {}), figure("inforetriever_posts", 7, { state: "hidden" })];
  const known = await read(async () => ready);
  expect(seriesValue(known, "inforetriever_ready")).toBe(1);
  expect(seriesValue(known, "inforetriever_posts", { state: "hidden" })).toBe(7);
  const unknown = await read();
  expect(seriesValue(unknown, "inforetriever_ready")).toBeUndefined();
  expect(seriesValue(unknown, "inforetriever_posts")).toBeUndefined();
});

test("a counter that somebody else keeps is told as it is, and not added up", async () => {
  const { read } = aMeters();
  const errors = async () => [figure("inforetriever_errors_total", 3, {})];
  await read(errors);
  expect(seriesValue(await read(errors), "inforetriever_errors_total")).toBe(3);
});

test("whoever asks while the figures are being read gets the same ones", async () => {
  const { read } = aMeters();
  let reads = 0;
  const figures = async () => {
    reads += 1;
    return [];
  };
  await Promise.all([read(figures), read(figures), read(figures)]);
  expect(reads).toBe(1);
});

test("figures that cannot be read fail one request, and not the next", async () => {
  const { read } = aMeters();
  await expect(read(() => Promise.reject(new Error("the disk is gone")))).rejects.toThrow("the disk is gone");
  expect(await read()).not.toHaveLength(0);
});
