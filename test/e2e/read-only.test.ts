import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Playground, startPlayground } from "../../src/playground/playground.ts";
import { defaultWorld } from "../../src/playground/world-seed.ts";
import { desktopJson, jsonMessage } from "../support/archives.ts";
import { ANNA, KATE } from "../support/bot-world.ts";
import { buildProgram } from "../support/compiled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const CHANNEL = -1_001_234_567_890;

/** Only a privileged process may mount anything, and not every system has such a thing. */
const mayMount = spawnSync("unshare", ["-m", "mount", "--make-rprivate", "/"]).status === 0;

// Every file system becomes read-only but for the folder $1, as in a container whose root is and that has one volume.
const SEALED = `
  mount --make-rprivate / && mount --bind "$1" "$1" || exit 70
  for place in $(awk '{ print $2 }' /proc/mounts); do
    case "$place" in "$1"|/proc*|/sys*|/dev*) ;; *) mount -o remount,bind,ro "$place" 2>/dev/null ;; esac
  done
  if touch ./sealed /tmp/sealed 2>/dev/null; then exit 71; fi
  shift; exec "$@"`;

function sealed(folder: string, args: readonly string[], env: Readonly<Record<string, string>>) {
  const own = { PATH: process.env.PATH ?? "", TMPDIR: join(folder, "var"), HTTP_PORT: "0", ...env };
  const command = [
    "-m",
    "sh",
    "-c",
    SEALED,
    "sh",
    join(folder, "var"),
    process.execPath,
    "dist/main.js",
    ...args,
  ];
  const child = spawn("unshare", command, { cwd: folder, env: own, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  return { child, output: () => output };
}

function anApp(): string {
  const folder = temporaryFolder();
  buildProgram(folder);
  mkdirSync(join(folder, "var"));
  return folder;
}

async function aTelegram(): Promise<Playground> {
  const world = defaultWorld({ channel: { id: CHANNEL, title: "Канал", username: "kanal", history: [] } });
  const playground = await startPlayground({ host: "127.0.0.1", port: 0, world });
  onTestFinished(() => playground.close());
  return playground;
}

test.runIf(mayMount)(
  "the program runs where it can write to its folder var alone",
  { timeout: 60_000 },
  async () => {
    const folder = anApp();
    const playground = await aTelegram();
    const { telegram } = playground;
    const env = {
      BOT_TOKEN: playground.token,
      TELEGRAM_API_ROOT: playground.apiRoot,
      CHANNELS: "@kanal",
      ADMIN_IDS: String(ANNA),
    };
    const bot = sealed(folder, ["start"], env);
    await expect.poll(bot.output, { timeout: 20_000 }).toContain('"msg":"ready"');
    telegram.publish(CHANNEL, "Квокка в продакшене");
    await expect.poll(bot.output).toContain('"outcome":"new"');
    telegram.send(KATE, KATE, "квокка");
    expect((await telegram.waitForMessage(KATE)).text).toContain("1 post");
    const bytes = Buffer.from(JSON.stringify(desktopJson([jsonMessage(1, { text: "Вомбат" })])));
    telegram.sendDocument(ANNA, ANNA, { fileName: "result.json", bytes });
    await expect
      .poll(bot.output, { timeout: 10_000 })
      .toContain('"msg":"the file of an administrator was imported"');
    bot.child.kill("SIGTERM");
    expect((await once(bot.child, "exit"))[0]).toBe(0);
    expect(bot.output()).not.toMatch(/EROFS|read-only|"level":50/);

    // Which has what people asked.
    expect(statSync(join(folder, "var", "inforetriever.db")).mode & 0o077).toBe(0);

    writeFileSync(join(folder, "var", "export.json"), bytes);
    const imported = sealed(folder, ["import", "var/export.json"], env);
    expect((await once(imported.child, "exit"))[0]).toBe(0);
    expect(readdirSync(join(folder, "var")).filter((name) => name.startsWith("inforetriever-"))).toEqual([]);
  },
);
