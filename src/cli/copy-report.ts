import type { Contents } from "../store/copy-database.ts";
import type { Cli } from "./cli.ts";
import { counted } from "./import-report.ts";
import { showProgress } from "./progress.ts";

/** What a person reads of a database that was copied. */
export function contentsText({ posts, subscriptions, updates }: Contents): string {
  return `${counted(posts, "post")}, ${counted(subscriptions, "subscription")}, ${counted(updates, "update")}`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
}

/** Shows how far a copy is. */
export function copyProgress(name: string, cli: Pick<Cli, "stderr" | "now">) {
  const view = showProgress(cli);
  return {
    onProgress: (copied: number, pages: number) => {
      const isWhole = copied === pages;
      view.show({ name, done: copied, total: pages, result: isWhole ? "checking the copy" : "copying" });
    },
    /** Twice is fine. */
    stop: () => view.stop(),
  };
}
