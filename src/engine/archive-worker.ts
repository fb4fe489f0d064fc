import { parentPort, workerData } from "node:worker_threads";
import type { ArchiveItem } from "../channel/archive/archive.ts";
import { openArchive } from "../channel/archive/open.ts";
import type { ArchiveJob, ArchiveReply } from "./archive-thread.ts";
import { packError } from "./protocol.ts";

// Reads one archive and hands over its items a few at a time; each "more" asks for the next ones.

const port = parentPort;
if (port === null) throw new Error("This file is the archive thread and runs in no other way");
const send = (reply: ArchiveReply) => port.postMessage(reply);

const ITEMS_A_REPLY = 20; // taking them in keeps the other thread a millisecond
const { location, options }: ArchiveJob = workerData;
const onProgress = (done: number, total: number | null) => send({ kind: "progress", done, total });
const signal = new AbortController().signal; // whoever started the thread ends it

let items: ArchiveItem[] = [];

void handOverAll();

async function handOver(): Promise<void> {
  const taken = new Promise((resolve) => port?.once("message", resolve));
  send({ kind: "items", items });
  items = [];
  await taken;
}

async function handOverAll(): Promise<void> {
  try {
    for await (const item of openArchive(location, { ...options, fetch, signal, onProgress })) {
      if (items.push(item) === ITEMS_A_REPLY) await handOver();
    }
    await handOver();
    send({ kind: "end" });
  } catch (error) {
    await handOver();
    send({ kind: "error", error: packError(error) });
  }
}
