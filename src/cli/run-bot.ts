import { createApp } from "../app.ts";
import { secretsIn } from "../config/secrets.ts";
import { createLog } from "../log.ts";
import type { Cli } from "./cli.ts";
import { untilStopped } from "./until-stopped.ts";

/** Runs the bot until stopped. */
export async function runBot({ config, env, stderr, now, signal }: Cli, botToken: string): Promise<void> {
  const log = createLog(config.logLevel ?? "info", stderr, secretsIn(env));
  if (config.channels.length === 0) {
    log.warn(
      "CHANNELS is empty: new posts of channels are ignored, and strangers' are left, until it names them",
    );
  }
  await untilStopped(signal, (onFatal) => createApp({ ...config, botToken }, { log, now, onFatal }));
  log.info("stopped");
}
