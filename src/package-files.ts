import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A file or folder that is shipped with the program, found from src/ and from dist/ alike. */
export function packageFile(...path: string[]): string {
  return join(packageRoot(), ...path);
}

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(packageFile("package.json"), "utf8"));
  return String(version);
}

/** The folder that has what every start needs; the built program has a package.json of its own. */
function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, "migrations"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`No folder "migrations" above ${import.meta.dirname}`);
    folder = parent;
  }
  return folder;
}
