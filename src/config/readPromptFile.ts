import { runError } from '../core/runError';
import type { Message, Role } from '../core/runRequest';
import type { Parameters } from '../core/target';
import type { ReadPrompt } from './readPrompt';

/** Names that prompt files use for a sampling parameter, each with ours. */
const NUMBERS: Readonly<Record<string, 'maxTokens' | 'temperature' | 'topP' | 'seed'>> = {
  maxtokens: 'maxTokens',
  max_tokens: 'maxTokens',
  temperature: 'temperature',
  topp: 'topP',
  top_p: 'topP',
  seed: 'seed',
};

const heading = /^(?:#{1,2}\s+)?(system|user|assistant)(?:\s*:)?\s*$/i;

/** Reads `.prompt.md` and `.prompty`: front matter with flat numbers, then text, in parts when there are role headings. */
export function readPromptFile(text: string): ReadPrompt {
  const { head, body } = split(text);
  const messages = parts(body).filter(({ content }) => content !== '');
  if (messages.length === 0)
    return {
      problem: runError('bad-request', 'The prompt file has no text after its front matter. Write the prompt there.'),
    };
  return { messages, parameters: numbersOf(head) };
}

function split(text: string): { head: string; body: string } {
  const match = /^\uFEFF?---\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(text);
  if (match === null || match.index !== 0) return { head: '', body: text };
  return { head: match[1] ?? '', body: text.slice(match[0].length) };
}

function numbersOf(head: string): Parameters {
  const found: Parameters = {};
  for (const line of head.split(/\r?\n/)) {
    const [, key = '', value = ''] = /^\s*([A-Za-z_]+)\s*:\s*(\S+)\s*(?:#.*)?$/.exec(line) ?? [];
    const name = NUMBERS[key.toLowerCase()];
    const number = Number(value);
    if (name === undefined || value === '' || !isAllowed(name, number)) continue;
    found[name] = number;
  }
  return found;
}

function isAllowed(name: 'maxTokens' | 'temperature' | 'topP' | 'seed', value: number): boolean {
  if (name === 'maxTokens') return Number.isInteger(value) && value > 0;
  if (name === 'seed') return Number.isInteger(value);
  return Number.isFinite(value) && value >= 0 && (name === 'temperature' || (value > 0 && value <= 1));
}

/** A role word counts as a heading only as `# System` or `system:`, alone on its line; prose stays prose. */
function parts(body: string): Message[] {
  const messages: { role: Role; lines: string[] }[] = [{ role: 'user', lines: [] }];
  for (const line of body.split(/\r?\n/)) {
    const role = roleHeading(line);
    if (role !== null) messages.push({ role, lines: [] });
    else messages[messages.length - 1]?.lines.push(line);
  }
  return messages.map(({ role, lines }) => ({ role, content: lines.join('\n').trim() }));
}

function roleHeading(line: string): Role | null {
  if (!/^#|:\s*$/.test(line)) return null;
  const role = heading.exec(line)?.[1];
  return role === undefined ? null : (role.toLowerCase() as Role);
}
