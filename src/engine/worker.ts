import { parentPort, workerData } from "node:worker_threads";
import { databaseFile } from "../store/database-file.ts";
import { openReader } from "../store/open-reader.ts";
import { searchInProcess } from "./in-process.ts";
import { packError, type Reply, type Request, type ThreadData } from "./protocol.ts";

// The search thread: opens the database for itself, to read, and answers what the bot's thread asks.

const port = parentPort;
if (port === null) throw new Error("This file is the search thread and runs in no other way");
const send = (reply: Reply) => port.postMessage(reply);

const { databaseUrl, timezone, glossary, known }: ThreadData = workerData;
const store = await openReader(databaseUrl);
const searcher = searchInProcess(store, {
  timezone,
  glossary,
  known,
  indexFile: `${databaseFile(databaseUrl)}-index`,
  onEvent: (event) => send({ kind: "event", event }),
});

port.on("message", async (request: Request) => {
  if (request.kind === "close") {
    await searcher.close();
    await store.close();
    port.close();
    return;
  }
  const { id, method, argument } = request;
  try {
    // The other thread's types have checked what belongs to which method.
    const value: unknown = await searcher[method](argument as never);
    send({ kind: "result", id, value });
  } catch (error) {
    send({ kind: "error", id, error: packError(error) });
  }
});
