import * as l10n from '@vscode/l10n';
import { env } from 'vscode';
import { originOf } from '../config/resolveTarget';
import type { TargetEntry } from '../config/targetList';
import { ESTIMATED_SIGN, formatFor } from '../core/format';
import { BUILT_IN_SCHEME, isHttpTarget, placeOf, type Target } from '../core/target';
import type { Keys } from './keys';
import type { TargetNumbers, TargetOutcome } from './targetNumbers';

/** What is known of a target before the next run. `unknown`: it was not tried yet. */
export interface TargetState {
  readonly kind: 'untrusted' | 'key-missing' | 'failed' | 'ok' | 'unknown';
  /** A sentence; `null` when there is nothing that the user must know. */
  readonly sentence: string | null;
  readonly last: TargetOutcome | null;
}

/** Icons of the editor, one for each state. */
export const STATE_ICONS: Readonly<Record<TargetState['kind'], string>> = {
  untrusted: 'lock',
  'key-missing': 'key',
  failed: 'error',
  ok: 'pass',
  unknown: 'circle-large-outline',
};

/** Where a target stands; nothing is sent to find out. */
export async function stateOf(entry: TargetEntry, keys: Keys, numbers: TargetNumbers): Promise<TargetState> {
  const { target, usable } = entry;
  const last = numbers.of(target);
  if (!usable) return { kind: 'untrusted', sentence: l10n.t('Cannot be used: this workspace is not trusted.'), last };
  const found = await keys.lookUp(target);
  if ('missing' in found) {
    const sentence =
      found.missing === 'secret'
        ? l10n.t('Needs an API key; it will be asked for.')
        : l10n.t('Needs the environment variable {0}.', found.name);
    return { kind: 'key-missing', sentence, last };
  }
  if (last === null) return { kind: 'unknown', sentence: null, last };
  return last.error === null ? { kind: 'ok', sentence: null, last } : { kind: 'failed', sentence: last.error, last };
}

/** Model and place of a target, as a list shows them. */
export function whereOf(target: Target): string {
  if (isHttpTarget(target)) return `${target.model} · ${originOf(target.url)}`;
  if (target.protocol === 'vscode-lm') return placeOf(target);
  if (target.path.startsWith(BUILT_IN_SCHEME)) return l10n.t('offline; it can only talk about latency');
  return target.path;
}

/** Time to first token and speed of the last run that completed; `null` when there is none. */
export function numbersOf(last: TargetOutcome | null): string | null {
  if (last === null || last.error !== null) return null;
  const format = formatFor(env.language);
  const { ttftMs, decodeTokensPerSecond, isEstimated } = last;
  const parts = [
    ttftMs === null ? null : format.duration(ttftMs, 'card'),
    decodeTokensPerSecond === null
      ? null
      : `${isEstimated ? `${ESTIMATED_SIGN} ` : ''}${format.tokenSpeed(decodeTokensPerSecond, 'card')}`,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(' · ') : null;
}
