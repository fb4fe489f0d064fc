import { existsSync } from "node:fs";
import type { Finding } from "../doctor/finding.ts";
import { judgeSettings } from "../doctor/settings.ts";
import type { DoctorRun } from "./run-doctor.ts";

// Docker and Podman leave one of these in every container.
const CONTAINER_MARKS = ["/.dockerenv", "/run/.containerenv"];

/** Whether the settings can be followed and fit together. */
export function checkSettings({ cli, problems }: DoctorRun): Finding[] {
  const isInContainer = CONTAINER_MARKS.some((file) => existsSync(file));
  return judgeSettings({ config: cli.config, problems, isInContainer });
}
