import { cpus, loadavg } from "node:os";
import type { Other, Report, Row } from "../row.ts";
import { Corpus } from "./corpus.ts";
import type { EngineChoice } from "./engine.ts";
import { ENGINES, engineNamed } from "./engines/choices.ts";
import { type Figure, isMoreBetter } from "./figure.ts";
import { type Measured, measureEngine } from "./measure-engine.ts";

const USUAL_SIZES = [1_000, 10_000];
/** Of more posts only ours is measured: the others take too long or too much memory. */
const LARGEST_SHARED_SIZE = 100_000;

/** Building, loading, asking and changing, ours beside what people would use instead. */
export async function benchSearch(sizes: readonly number[]): Promise<Report> {
  const { choices, notes } = await availableEngines();
  const rows: Row[] = [];
  for (const size of sizes.length > 0 ? sizes : USUAL_SIZES) {
    const group = `${size.toLocaleString("en")} posts`;
    const measured = await measureAll(size > LARGEST_SHARED_SIZE ? choices.slice(0, 1) : choices, size);
    rows.push(...rowsOf(measured).map((row) => ({ ...row, group })));
    for (const [name, { ending }] of measured)
      if (ending !== null) notes.push(`${name}, ${group}: ${ending}`);
  }
  return { rows, notes: [...notes, ...whyBusy()] };
}

/** One engine at a time keeps one core busy; more than all of them means that somebody else was at work. */
function whyBusy(): string[] {
  const [load = 0] = loadavg();
  if (load <= cpus().length) return [];
  return [
    `The machine was busy with other work (load ${load.toFixed(1)}): every time is too long, ours and theirs`,
  ];
}

async function availableEngines(): Promise<{ choices: EngineChoice[]; notes: string[] }> {
  const choices: EngineChoice[] = [];
  const notes: string[] = [];
  for (const choice of ENGINES) {
    const reason = (await choice.missing?.()) ?? null;
    if (reason === null) choices.push(choice);
    else notes.push(`${choice.name} is skipped: ${reason}`);
  }
  return { choices, notes };
}

/** One after another, so that they do not disturb each other. */
async function measureAll(choices: readonly EngineChoice[], size: number): Promise<Map<string, Measured>> {
  const { ownWord, messageId } = new Corpus(size).postAt(size >> 1);
  const measured = new Map<string, Measured>();
  for (const choice of choices) {
    console.error(`search, ${size.toLocaleString("en")} posts: ${choice.name} …`);
    measured.set(choice.name, await measureEngine(choice, size, { text: ownWord, messageId }));
  }
  return measured;
}

/** The first is ours. A row for every figure that anybody has. */
function rowsOf(measured: ReadonlyMap<string, Measured>): Row[] {
  const [ours, ...others] = [...measured].map(([engine, { figures }]) => ({ engine, figures }));
  const known = new Map<string, Figure>();
  for (const { figures } of measured.values())
    for (const figure of figures) if (!known.has(figure.name)) known.set(figure.name, figure);
  return [...known.values()].map(({ name, unit }) => {
    const own = ours?.figures.find((figure) => figure.name === name);
    const theirs = others.flatMap(({ engine, figures }) => {
      const figure = figures.find((one) => one.name === name);
      return figure === undefined ? [] : otherOf(engine, figure, own);
    });
    const ratio = own === undefined ? undefined : ratioOf(own, theirs);
    const row = { name, unit, value: own?.value ?? null, others: theirs };
    return ratio === undefined ? row : { ...row, ratio };
  });
}

/** Finding nothing is quick: who leaves more than half of what we answer without an answer is not compared. */
function otherOf(name: string, { value, answered = 1 }: Figure, own: Figure | undefined): Other {
  const isOurs = engineNamed(name).isOurs === true;
  return { name, value, isCompared: !isOurs && answered >= (own?.answered ?? 1) / 2 };
}

/** Above 1 iff ours is better than the best of the others. */
function ratioOf(own: Figure, others: readonly Other[]): number | undefined {
  const values = others.filter(({ isCompared }) => isCompared).map(({ value }) => value);
  if (values.length === 0) return undefined;
  const ratio = isMoreBetter(own) ? own.value / Math.max(...values) : Math.min(...values) / own.value;
  return Number.isFinite(ratio) ? ratio : undefined;
}
