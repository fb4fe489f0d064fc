import type { RequestListener } from "node:http";
import type { Backups } from "../config/backups.ts";
import { createPages, listenerOf } from "../http/pages.ts";
import { newestBackup } from "../store/backup-folder.ts";
import type { SqliteStore } from "../store/open.ts";
import type { Receiver } from "../telegram/receiver.ts";
import type { ChatParts } from "./chat-deps.ts";
import { type FigureDeps, readFigures } from "./figures.ts";
import { missingParts } from "./readiness.ts";
import { lastingTrouble } from "./store-health.ts";

export interface MachinePagesParts extends ChatParts {
  readonly receiver: Pick<Receiver, "isConnected">;
  readonly isStarted: () => boolean;
  readonly backups: Backups;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
}

/** The pages that tell machines how the bot is. */
export function machinePages({ receiver, counting, backups, ...parts }: MachinePagesParts): RequestListener {
  const deps: FigureDeps = {
    ...parts,
    pulse: counting.pulse,
    stopping: parts.stopping.signal,
    isReceiving: () => receiver.isConnected(),
    backups: { isPlanned: backups.at !== null, newestAt: async () => newestAt(parts.store, backups) },
  };
  const pages = createPages({
    posts: () => parts.store.countPosts(),
    lastingTrouble: () => lastingTrouble(parts.store),
    missingParts: () => missingParts(deps),
    metrics: () => counting.meters.text(() => readFigures(deps)),
    onError: deps.onError,
  });
  return listenerOf(pages);
}

/** A database in memory has no copies. */
function newestAt({ file }: SqliteStore, { folder }: Backups): Date | null {
  return file === null ? null : newestBackup(file, folder);
}
