import type { Message, Role } from '../core/runRequest';

/** `# System`, `## user:`, `system:`, and with attributes as prompty has them: `user[name="Ann"]:`. */
const HEADING = /^[ \t]*(?:(#{1,2})[ \t]+)?(system|developer|user|assistant)(?:\[[^\]\n]{0,200}\])?[ \t]*(:)?[ \t]*$/i;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * The parts of a text under their role headings; what stands before the first one is the user's. A role word counts as a heading
 * only as `# System` or `system:`, alone on its line and outside of a block of code; prose stays prose. Empty parts are left out.
 */
export function partsByRole(text: string): Message[] {
  const parts: { role: Role; lines: string[] }[] = [{ role: 'user', lines: [] }];
  let fence: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    fence = fenceAfter(line, fence);
    const role = fence === null ? roleOf(line) : null;
    if (role === null) parts[parts.length - 1]?.lines.push(line);
    else parts.push({ role, lines: [] });
  }
  return parts
    .map(({ role, lines }) => ({ role, content: lines.join('\n').trim() }))
    .filter(({ content }) => content !== '');
}

/** The fence that is open after a line; `null`: none. One that opens or closes here is in no heading's way. */
function fenceAfter(line: string, open: string | null): string | null {
  const mark = FENCE.exec(line)?.[1];
  if (mark === undefined) return open;
  if (open === null) return mark;
  const closes = mark.startsWith(open) && line.trim() === mark;
  return closes ? null : open;
}

function roleOf(line: string): Role | null {
  const [, hashes, name, colon] = HEADING.exec(line) ?? [];
  if (name === undefined || (hashes === undefined && colon === undefined)) return null;
  const role = name.toLowerCase();
  return role === 'developer' ? 'system' : (role as Role);
}
