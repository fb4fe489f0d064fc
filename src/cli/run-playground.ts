import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../app.ts";
import { bareId } from "../channel/channel-id.ts";
import { channelName } from "../channel/post.ts";
import { secretsIn } from "../config/secrets.ts";
import { explainListenError } from "../http/server.ts";
import { createLog } from "../log.ts";
import { type Playground, startPlayground } from "../playground/playground.ts";
import type { WorldSeed } from "../playground/world-seed.ts";
import type { Cli } from "./cli.ts";
import { type PlaygroundArchive, prepareArchive } from "./playground-archive.ts";
import { chatIdOf, playgroundWorld } from "./playground-world.ts";
import { untilStopped } from "./until-stopped.ts";

/** Runs both until stopped, on a copy of the archive. */
export async function runPlayground(cli: Cli): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "inforetriever-playground-"));
  try {
    const archive = await prepareArchive(cli, folder);
    const world = playgroundWorld(archive.channels);
    const playground = await startPlayground({ ...cli.config.http, world }).catch((error) => {
      throw explainListenError(error, cli.config.http);
    });
    try {
      await runBotIn(playground, { archive, owner: world.users[0] }, cli);
    } finally {
      await playground.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Scene {
  readonly archive: PlaygroundArchive;
  /** Whose the groups are; the bot's administrator, too. */
  readonly owner: WorldSeed["users"][number] | undefined;
}

async function runBotIn(playground: Playground, { archive, owner }: Scene, cli: Cli): Promise<void> {
  const log = createLog(cli.config.logLevel ?? "warn", cli.stderr, [...secretsIn(cli.env), playground.token]);
  const config = {
    ...cli.config,
    botToken: playground.token,
    telegramApiRoot: playground.apiRoot,
    databaseUrl: archive.databaseUrl,
    channels: archive.channels.map((history) => ({ telegramId: bareId(chatIdOf(history)) })),
    adminIds: owner === undefined ? cli.config.adminIds : [owner.id],
    http: { host: "127.0.0.1", port: 0 },
    receiving: { kind: "polling" as const },
    // Of a copy that is gone with the process.
    backups: { ...cli.config.backups, at: null },
  };
  await untilStopped(
    cli.signal,
    (onFatal) => createApp(config, { log, now: cli.now, onFatal }),
    () => announce(playground, { archive, owner }, cli),
  );
}

function announce(
  { url }: Playground,
  { archive: { channels, isSample, posts }, owner }: Scene,
  { stdout }: Cli,
): void {
  const names = channels.map(({ channel }) => `«${channel.title ?? channelName(channel)}»`).join(", ");
  const source = isSample
    ? "the sample channel; import your own archive to chat with it here"
    : "a copy of your database";
  const admin =
    owner === undefined ? "" : `  ${owner.first_name} is an administrator: /status, /hide, /import\n`;
  // In one piece: whoever only wants the address may stop reading there, and that would end the program.
  stdout.write(`Playground: ${url}\n  ${names}: ${posts} posts (${source})\n${admin}  Ctrl+C stops it.\n`);
}
