import { Corpus } from "./corpus.ts";
import { engineNamed } from "./engines/choices.ts";
import type { Figure } from "./figure.ts";
import { measureBuild } from "./measure-build.ts";
import { measureHostile } from "./measure-hostile.ts";
import { measureQuestions } from "./measure-questions.ts";
import { measureRestart, memory } from "./measure-restart.ts";
import { measureWrites } from "./measure-writes.ts";

/** One engine in a process of its own; figures go to the parent as they are known. */
async function main([phase, name = "", size = "", folder = "", probeText = "", probeId = ""]: string[]) {
  const choice = engineNamed(name);
  if (phase === "build") {
    for await (const figure of measureBuild(choice, folder, Number(size))) send(figure);
    return;
  }
  const probe = { text: probeText, messageId: Number(probeId) };
  const { engine, figures, rssBefore } = await measureRestart({ choice, folder, probe });
  figures.forEach(send);
  const corpus = new Corpus(Number(size));
  for await (const figure of measureQuestions(engine, corpus)) send(figure);
  for await (const figure of measureWrites(engine, corpus)) send(figure);
  for await (const figure of measureHostile(engine, choice, corpus)) send(figure);
  if (choice.isServer !== true) send(await memory("memory after all this", rssBefore));
  await engine.close();
}

function send(figure: Figure): void {
  process.send?.(figure);
}

await main(process.argv.slice(2));
process.disconnect?.();
