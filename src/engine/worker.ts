import { parentPort } from "node:worker_threads";
import { databaseFile } from "../store/database-file.ts";
import { openReader } from "../store/open-reader.ts";
import { searchInProcess } from "./in-process.ts";
import { packError, type Reply, type Request, type ThreadData } from "./protocol.ts";

// The search thread: opens the database for itself, to read, and answers what the bot's thread asks.

const port = parentPort;
if (port === null) throw new Error("This file is the search thread and runs in no other way");
const send = (reply: Reply) => port.postMessage(reply);

let opened: ReturnType<typeof open> | undefined;

// What fails to open ends the thread, as an error that nobody waits for does.
async function open({ databaseUrl, timezone, glossary, known }: ThreadData) {
  const onFailure = (error: unknown) => send({ kind: "trouble", error: packError(error) });
  const store = await openReader(databaseUrl, { onFailure });
  const searcher = searchInProcess(store, {
    timezone,
    glossary,
    known,
    indexFile: `${databaseFile(databaseUrl)}-index`,
    onEvent: (event) => send({ kind: "event", event }),
  });
  return { store, searcher };
}

port.on("message", async (request: Request) => {
  if (request.kind === "open") {
    opened = open(request.data);
    return;
  }
  const parts = await opened;
  if (request.kind === "close") {
    await parts?.searcher.close();
    await parts?.store.close();
    port.close();
    return;
  }
  const { id, method, argument } = request;
  try {
    if (parts === undefined) throw new Error(`${method} was asked before the database was open`);
    // The other thread's types have checked what belongs to which method.
    const value: unknown = await parts.searcher[method](argument as never);
    send({ kind: "result", id, value });
  } catch (error) {
    send({ kind: "error", id, error: packError(error) });
  }
});
