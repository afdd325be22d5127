import type { ServerFacts } from '../core/serverFacts';
import type { CommandTools } from './commandTools';
import { EXIT } from './exitStatus';
import { usualKey } from './findKey';

/** `targets --probe URL`: what a server is and what it can tell, without a single prompt. */
export async function probeCommand(url: string, json: boolean, tools: CommandTools): Promise<number> {
  const { env, terminal, keyVariables, probe, onInterrupt } = tools;
  const stopping = new AbortController();
  const release = onInterrupt(() => stopping.abort());
  try {
    const facts = await probe({ url, apiKey: usualKey(env, keyVariables(url, undefined)) }, stopping.signal);
    if (stopping.signal.aborted) return EXIT.stopped;
    terminal.out(json ? `${JSON.stringify(facts, null, 2)}\n` : described(facts));
    return facts.answers ? EXIT.completed : EXIT.failed;
  } finally {
    release();
  }
}

/** More names than fit a screen help nobody; `--json` has them all. */
const MOST_NAMES = 20;

function described(facts: ServerFacts): string {
  const lines = facts.answers || facts.knownBy === 'address' ? rows(facts) : [];
  const width = Math.max(...lines.map(([label]) => label.length));
  const table = lines.map(([label, text]) => `  ${label.padEnd(width)}  ${plain(text)}\n`).join('');
  const quirks = lines.length > 0 ? facts.quirks.map((quirk) => `  - ${plain(quirk)}\n`).join('') : '';
  return `${plain(facts.url)}: ${verdict(facts)}\n${table}${quirks}`;
}

function verdict({ title, version, knownBy, answers }: ServerFacts): string {
  if (!answers && knownBy !== 'address') return 'gives no answer. Check the address, and whether the server runs.';
  const name = [title, version].filter((part) => part !== null).join(' ');
  if (knownBy === 'nothing') return 'a server that does not say what it is, treated like any OpenAI-compatible one.';
  return answers ? name : `${name}, by its address; it gives no answer.`;
}

function rows(facts: ServerFacts): (readonly [label: string, text: string])[] {
  const list: (readonly [string, readonly string[]])[] = [
    ['speaks', facts.protocols],
    ['models', modelsOf(facts)],
    ['reports', facts.reports],
    ...facts.reportsWith.map(({ numbers, needs }) => ['reports', [`${numbers.join(', ')}: with ${needs}`]] as const),
    ['counted here', facts.counted],
    ['absent', facts.absent],
  ];
  return list
    .filter(([, entries]) => entries.length > 0)
    .map(([label, entries]) => [label, entries.join(', ')] as const);
}

function modelsOf({ models, wantsKey }: ServerFacts): string[] {
  if (wantsKey) return ['locked; set PROMPT_PROFILER_API_KEY to see them'];
  const more = models.length - MOST_NAMES;
  return more > 0 ? [...models.slice(0, MOST_NAMES), `and ${String(more)} more`] : [...models];
}

/** Names come from the server; control characters would let it write over the screen. Backticks are for pages. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}`]/gu, '');
