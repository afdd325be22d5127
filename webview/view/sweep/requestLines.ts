import * as l10n from '@vscode/l10n';
import type { LoadRequest } from '../../../src/core/sweep/loadReport';
import { timeOf } from '../../state/sweep/levelTimes';
import { ERROR_TITLES } from '../outcome';
import type { Words } from '../words';

/** What a bar of the timeline says: of one request all its numbers, of several their number and the worst of them. */
export const requestLines = (requests: readonly LoadRequest[], words: Words): string[] => {
  const [first, ...more] = requests;
  if (!first) return [];
  return more.length === 0 ? linesOfOne(first, words) : linesOfMany(requests, words);
};

function linesOfOne(request: LoadRequest, words: Words): string[] {
  const { startMs, user, status, errorKind, httpStatus, queueMs, prefillMs, part, lateMs } = request;
  const { duration, exact, tokens } = words;
  const at = duration(startMs);
  const kept = (value: number | null, text: (shown: string) => string): string[] =>
    value === null ? [] : [text(exact(value))];
  const said = [
    ...kept(timeOf(request, 'ttftMs'), (ms) => l10n.t('TTFT {0}', ms)),
    ...kept(request.tpotMs, (ms) => l10n.t('TPOT {0}', ms)),
    ...kept(timeOf(request, 'e2eMs'), (ms) => l10n.t('E2E {0}', ms)),
  ];
  const server = [
    ...kept(queueMs, (ms) => l10n.t('queue {0} ◆', ms)),
    ...kept(prefillMs, (ms) => l10n.t('prefill {0} ◆', ms)),
  ];
  return [
    user === null ? l10n.t('Sent at {0}', at) : l10n.t('User {0}, sent at {1}', words.count(user + 1), at),
    said.join(' · '),
    server.join(' · '),
    request.outputTokens === null ? '' : tokens(request.outputTokens),
    lateMs > 0 ? l10n.t('We sent it {0} late.', duration(lateMs)) : '',
    part === 'measured' ? '' : PARTS[part],
    status === 'completed' ? '' : failureText(errorKind, httpStatus),
  ].filter((line) => line !== '');
}

const PARTS: Readonly<Record<Exclude<LoadRequest['part'], 'measured'>, string>> = {
  'warm-up': l10n.t('Warm-up: not in the figures.'),
  'cool-down': l10n.t('Cool-down: not in the figures.'),
};

const failureText = (kind: LoadRequest['errorKind'], httpStatus: number | null): string =>
  httpStatus === null
    ? ERROR_TITLES[kind ?? 'cancelled']
    : l10n.t('{0} (HTTP {1})', ERROR_TITLES[kind ?? 'cancelled'], httpStatus);

function linesOfMany(requests: readonly LoadRequest[], { count, duration }: Words): string[] {
  const failed = requests.filter(({ status }) => status === 'failed').length;
  const slowest = (of: (request: LoadRequest) => number | null): number =>
    requests.reduce((most, request) => Math.max(most, of(request) ?? 0), 0);
  return [
    l10n.t('{0} requests, too short here to be told apart', count(requests.length)),
    l10n.t(
      'Slowest: TTFT {0}, E2E {1}',
      duration(slowest((request) => timeOf(request, 'ttftMs'))),
      duration(slowest((request) => timeOf(request, 'e2eMs'))),
    ),
    ...(failed > 0 ? [l10n.t('{0} failed', count(failed))] : []),
  ];
}
