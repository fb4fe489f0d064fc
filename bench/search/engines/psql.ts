import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

const MARK = "--- end of answer ---";
/** No settings of the person's own, no password prompt, plain rows, the first error ends it. */
const OPTIONS = ["-X", "-w", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1"];

/** One answer after another from one `psql`, connected by the standard PG* environment. */
export class Psql {
  readonly #child: ChildProcessWithoutNullStreams = spawn("psql", OPTIONS);
  readonly #lines: AsyncIterator<string>;
  #complaint = "";

  constructor() {
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#complaint += text;
    });
    this.#child.stdin.on("error", () => {}); // it ended; the missing answer tells why
  }

  /** Lines of the answer; columns are separated by `|`. */
  async run(sql: string): Promise<string[]> {
    this.#child.stdin.write(`${sql};\n\\echo ${MARK}\n`);
    const answer: string[] = [];
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done === true) throw new Error(`psql ended: ${this.#complaint.trim()}`);
      if (value === MARK) return answer;
      answer.push(value);
    }
  }

  /** Rows of columns into `target`, e.g. `posts (id, text)`. */
  async copy(target: string, rows: Iterable<readonly string[]>): Promise<void> {
    this.#child.stdin.write(`COPY ${target} FROM STDIN;\n`);
    for (const row of rows) {
      if (!this.#child.stdin.write(`${row.map(escapeColumn).join("\t")}\n`))
        await once(this.#child.stdin, "drain");
    }
    this.#child.stdin.write("\\.\n");
    await this.run("SELECT 1");
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.stdin.end();
    await once(this.#child, "exit");
  }
}

/** A string as SQL writes it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Why `psql` cannot be used; null = it can. */
export function whyNoPsql(timeoutS: number): string | null {
  const env = { ...process.env, PGCONNECT_TIMEOUT: String(timeoutS) };
  const { error, status, stderr } = spawnSync("psql", [...OPTIONS, "-c", "SELECT 1"], {
    env,
    encoding: "utf8",
  });
  if (error !== undefined) return "there is no psql to talk to it";
  return status === 0 ? null : (stderr.trim().split("\n")[0] ?? "it does not answer");
}

function escapeColumn(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("\t", "\\t")
    .replaceAll("\r", "\\r")
    .replaceAll("\n", "\\n");
}
