import { parentPort, workerData } from "node:worker_threads";
import { type BackupPlan, backUpInto } from "../store/backup-folder.ts";
import type { BackupReply } from "./backup-thread.ts";
import { packError } from "./protocol.ts";

// Makes one backup beside the bot's work, and tells what became of it.

const plan: BackupPlan = workerData;
const tell = (reply: BackupReply) => parentPort?.postMessage(reply);

void backUp();

async function backUp(): Promise<void> {
  try {
    const { failure, ...backup } = await backUpInto(plan);
    tell({ kind: "made", backup, failure: failure === null ? null : packError(failure) });
  } catch (error) {
    tell({ kind: "failed", error: packError(error) });
  }
}
