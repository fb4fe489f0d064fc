import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// inforetriever-import-4711-Xk2a9Q: whose it is can be told after that process was killed.
const PREFIX = "inforetriever-import-";
const NAME = /^inforetriever-import-(\d+)-/;

/** A folder for as long as the work takes; what killed processes have left is removed as well. */
export async function inImportFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(NAME.exec(name)?.[1] ?? 0);
    const path = join(tmpdir(), name);
    if (pid > 0 && (await isLeft(pid, path))) await rm(path, { recursive: true, force: true });
  }
}

/** In a container every process before us had our own number. */
async function isLeft(pid: number, path: string): Promise<boolean> {
  if (pid !== process.pid) return !isRunning(pid);
  const made = await stat(path).catch(() => null); // gone meanwhile
  return made !== null && made.mtimeMs < performance.timeOrigin;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0); // signal 0 only asks
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
