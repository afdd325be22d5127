import * as l10n from '@vscode/l10n';
import { together } from './together';

/** Both ends of an interval in words; a unit that they share is said once: `204.4 to 213.8 ms`. */
export function between([low, high]: readonly [number, number], text: (value: number) => string): string {
  const [from, to] = [text(low), text(high)];
  const unit = unitOf(from);
  const start = unit !== '' && unit === unitOf(to) ? from.slice(0, -unit.length) : from;
  return together(l10n.t('{0} to {1}', start, to));
}

/** What stands behind the only number of a text; nothing of `1 min 24 s`, which is more than one. */
const unitOf = (text: string): string => /^[^\p{L}]*\d(\s[\p{L}/]+)$/u.exec(text)?.[1] ?? '';
