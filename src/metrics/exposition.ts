import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { INSTRUMENTS, type Sample } from "./instruments.ts";

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
export interface MetricsText {
  readonly text: string;
  readonly contentType: string;
}

interface Meter {
  record(labels: Sample["labels"], value: number): void;
  /** Null = it counts on. */
  readonly forget: (() => void) | null;
}

type Row = (typeof INSTRUMENTS)[keyof typeof INSTRUMENTS];

/** The instruments of the table, made by prom-client, and what it knows of the process by itself. */
export class Exposition {
  readonly #registry = new Registry();
  readonly #meters = new Map<string, Meter>();
  #isWatchingProcess = false;

  constructor() {
    for (const [name, row] of Object.entries(INSTRUMENTS)) this.#meters.set(name, this.#make(name, row));
  }

  record({ name, labels, value }: Sample): void {
    this.#meters.get(name)?.record(labels, value);
  }

  /** Figures that are not among these are not known, and not shown. One text at a time. */
  async text(figures: readonly Sample[]): Promise<MetricsText> {
    for (const { forget } of this.#meters.values()) forget?.();
    for (const figure of figures) this.record(figure);
    this.#watchProcess();
    return { text: await this.#registry.metrics(), contentType: this.#registry.contentType };
  }

  /** From the first time on that somebody asks: it looks at the event loop a hundred times a second. */
  #watchProcess(): void {
    if (this.#isWatchingProcess) return;
    this.#isWatchingProcess = true;
    collectDefaultMetrics({ register: this.#registry });
  }

  #make(name: string, { type, help, labels, buckets }: Row): Meter {
    const labelNames = Object.keys(labels);
    const options = { name, help, labelNames, registers: [this.#registry] };
    // A series that is not there before its first event hides that event from Prometheus.
    const series = seriesOf(labels);
    switch (type) {
      case "counter": {
        const counter = new Counter(options);
        for (const each of series) counter.inc(each, 0);
        return { record: (of, value) => counter.inc(of, value), forget: null };
      }
      case "histogram": {
        const histogram = new Histogram({ ...options, buckets: [...buckets] });
        for (const each of series) histogram.zero(each);
        return { record: (of, value) => histogram.observe(of, value), forget: null };
      }
      case "gauge": {
        const gauge = new Gauge(options);
        return { record: (of, value) => gauge.set(of, value), forget: () => forgetAll(gauge, labelNames) };
      }
      case "tally": {
        const counter = new Counter(options);
        return {
          record: (of, value) => counter.inc(of, value),
          forget: () => forgetAll(counter, labelNames),
        };
      }
      default:
        return type satisfies never;
    }
  }
}

/** One without labels is 0 after `reset`, which would be a figure. */
function forgetAll(metric: Counter | Gauge, labelNames: readonly string[]): void {
  if (labelNames.length === 0) metric.remove();
  else metric.reset();
}

/** Every combination of the values that labels may have. */
function seriesOf(labels: Readonly<Record<string, readonly string[]>>): Record<string, string>[] {
  return Object.entries(labels).reduce<Record<string, string>[]>(
    (series, [label, values]) =>
      series.flatMap((each) => values.map((value) => ({ ...each, [label]: value }))),
    [{}],
  );
}
