/** One number of a metrics endpoint, with the labels that tell it from its siblings. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** All numbers of one reading, by name. A colon in a name is an underscore here: servers changed from one to the other. */
export type MetricSamples = ReadonlyMap<string, readonly Sample[]>;

const LINE = /^([A-Za-z_:][\w:]*)(?:\{((?:\s*\w+="(?:[^"\\]|\\.)*",?)*)\s*\})?\s+(\S+)/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** Reads the text format of Prometheus (0.0.4), and of OpenMetrics as far as it is the same. Lines that are neither are no samples. */
export function parsePrometheusText(text: string): MetricSamples {
  const found = new Map<string, Sample[]>();
  for (const line of unquoted(text).split('\n')) {
    const [, name, labels = '', number] = LINE.exec(line) ?? [];
    const value = Number(number);
    if (name === undefined || !Number.isFinite(value)) continue;
    const key = name.replaceAll(':', '_');
    const samples = found.get(key);
    const sample = { labels: labelsOf(labels), value };
    if (samples) samples.push(sample);
    else found.set(key, [sample]);
  }
  return found;
}

const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(Array.from(text.matchAll(LABEL), ([, name = '', value = '']) => [name, unescaped(value)]));

const unescaped = (value: string): string =>
  value.replace(/\\(.)/g, (_, character: string) => (character === 'n' ? '\n' : character));

/** Some builds of llama.cpp sent the whole text as one JSON string. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : text;
  } catch {
    return text;
  }
}
