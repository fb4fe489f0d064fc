import { parentPort, workerData } from "node:worker_threads";
import { checkDatabase } from "../store/database.ts";
import { packError, type SentError } from "./protocol.ts";

// Reads the whole database once, beside the bot's work; tells null where it is whole.

const { file }: { readonly file: string } = workerData;
const tell = (finding: SentError | null) => parentPort?.postMessage(finding);

try {
  checkDatabase(file);
  tell(null);
} catch (error) {
  tell(packError(error));
}
