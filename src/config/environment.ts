/** What the settings are read from. */
export type Env = Readonly<Record<string, string | undefined>>;
/** What is wrong with them, a sentence each. */
export type Problems = string[];

/** An empty variable counts as absent: that is how .env.example leaves them. */
export function read(env: Env, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === "" ? undefined : value;
}

export function readList(env: Env, name: string): string[] {
  const entries = (read(env, name) ?? "").split(",").map((entry) => entry.trim());
  return entries.filter((entry) => entry !== "");
}

export function readAddress(env: Env, name: string, problems: Problems): string | undefined {
  const value = read(env, name);
  if (value !== undefined && !(/^https?:\/\//.test(value) && URL.canParse(value))) {
    // The value itself is never repeated: a password or a key may have got there.
    problems.push(`${name} is not an http(s) address`);
  }
  return value;
}

export function readCount(env: Env, name: string, problems: Problems): number | undefined {
  const value = read(env, name);
  if (value === undefined) return undefined;
  if (!/^\d{1,9}$/.test(value)) problems.push(`${name} is "${value}", not a whole number from 0`);
  return Number(value);
}

export function readOneOf<T extends string>(
  env: Env,
  name: string,
  allowed: readonly T[],
  problems: Problems,
): T | undefined {
  const value = read(env, name);
  const found = allowed.find((choice) => choice === value?.toLowerCase());
  if (value !== undefined && found === undefined) {
    problems.push(`${name} is "${value}", not one of ${allowed.join(", ")}`);
  }
  return found;
}
