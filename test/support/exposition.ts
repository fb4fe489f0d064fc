/** Prometheus' text, read strictly: https://prometheus.io/docs/instrumenting/exposition_formats/ */
export interface Family {
  readonly name: string;
  readonly type: string;
  readonly help: string;
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const HELP = /^# HELP ([a-zA-Z_:][\w:]*) (.+)$/;
const TYPE = /^# TYPE ([a-zA-Z_:][\w:]*) (counter|gauge|histogram|summary|untyped)$/;
const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|[+-]Inf|Nan)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(,|$)/y;

/** Throws at the first line that Prometheus would not take. */
export function parseExposition(text: string): Family[] {
  if (!text.endsWith("\n")) throw new Error("The last line does not end");
  const families: (Family & { samples: Sample[] })[] = [];
  const series = new Set<string>();
  let help: RegExpExecArray | null = null;
  for (const line of text.split("\n").filter((each) => each !== "")) {
    if (line.startsWith("# HELP")) {
      help = matched(HELP, line);
      continue;
    }
    if (line.startsWith("# TYPE")) {
      const [, name = "", type = ""] = matched(TYPE, line);
      if (help?.[1] !== name) throw new Error(`${name} has a type and no help`);
      if (families.some((family) => family.name === name)) throw new Error(`${name} stands there twice`);
      families.push({ name, type, help: help[2] ?? "", samples: [] });
      continue;
    }
    const sample = readSample(line);
    const family = families.at(-1);
    if (family === undefined || !belongs(sample.name, family)) throw new Error(`Not of a family: ${line}`);
    const key = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`;
    if (series.has(key)) throw new Error(`Twice: ${line}`);
    series.add(key);
    family.samples.push(sample);
  }
  return families;
}

function readSample(line: string): Sample {
  const [, name = "", labels = "", value = ""] = matched(SAMPLE, line);
  const read: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < labels.length) {
    const [, label = "", of = ""] = LABEL.exec(labels) ?? fail(`Labels of ${line}`);
    read[label] = of;
  }
  return { name, labels: read, value: Number(value.replace("Inf", "Infinity")) };
}

function belongs(sample: string, { name, type }: Family): boolean {
  return type === "histogram" || type === "summary"
    ? [`${name}_bucket`, `${name}_sum`, `${name}_count`].includes(sample)
    : sample === name;
}

function matched(pattern: RegExp, line: string): RegExpExecArray {
  return pattern.exec(line) ?? fail(line);
}

function fail(line: string): never {
  throw new Error(`Prometheus does not take: ${line}`);
}

/** The value of a series; undefined where it is not told. Of several that have these labels, their sum. */
export function seriesValue(
  families: readonly Family[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const found = families
    .flatMap(({ samples }) => samples)
    .filter((sample) => sample.name === name)
    .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value));
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
}
