import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { LevelProgress } from '../../../src/core/sweep/runningSweep';
import type { SweepNow, SweepReports, SweepStep } from '../../../src/messages/sweepTabMessages';
import { timeLeft } from '../../state/sweep/timeLeft';
import type { Words } from '../words';
import { amountsText, capsText } from './amounts';
import type { SweepDeeds } from './deeds';

/** What is being measured now, how far it is, and the most that it will use. */
export function sweepProgress(now: SweepNow, reports: SweepReports, { words }: SweepDeeds) {
  const { step, planned, caps } = now;
  const most = planned && l10n.t('At most {0}.', amountsText(planned, words));
  const limits = [most, capsText(caps, words)].filter((part) => part !== null).join(' ');
  return html`<section class="sweep-progress" aria-labelledby="progress-title">
    <h2 id="progress-title">
      ${now.kind === 'length' ? l10n.t('Over length, under way') : l10n.t('Under load, under way')}
    </h2>
    <p class="series-state" role="status">${stepText(now, words)}${leftText(now, reports, words)}</p>
    ${bar(step)} ${step.type === 'level' && step.progress ? levelNumbers(step.progress, words) : nothing}
    ${limits === '' ? nothing : html`<p class="muted">${limits}</p>`}
  </section>`;
}

function stepText({ step, isStopping, arrivals }: SweepNow, { count, duration, format }: Words): string {
  if (isStopping) return l10n.t('Stopping. What was measured is kept.');
  switch (step.type) {
    case 'starting':
      return l10n.t('Starting…');
    case 'calibrating':
      return l10n.t('Finding out how many words make how many tokens…');
    case 'fingerprinting':
      return l10n.t('Sending short and long requests together, to see how the server batches…');
    case 'waiting':
      return l10n.t('Waiting for {0}, as the server asked to.', duration(step.forMs));
    case 'run': {
      const [at, total, tokens] = [count(step.index + 1), count(step.total), count(step.wantedTokens)];
      return step.isWarmup
        ? l10n.t('Run {0} of {1}, a warm-up: a prompt of about {2} tokens.', at, total, tokens)
        : l10n.t('Run {0} of {1}: a prompt of about {2} tokens.', at, total, tokens);
    }
    case 'level': {
      const [at, total] = [count(step.index + 1), count(step.total)];
      return arrivals === 'closed'
        ? l10n.t('Level {0} of {1}: users at the same time: {2}.', at, total, count(step.level))
        : l10n.t('Level {0} of {1}: {2} requests per second.', at, total, format.decimal(step.level, 2));
    }
  }
}

function leftText(now: SweepNow, reports: SweepReports, { roughly }: Words): string {
  const left = timeLeft(now, reports);
  if (left === null) return '';
  return 'about' in left
    ? ` ${l10n.t('About {0} to go.', roughly(left.about))}`
    : ` ${l10n.t('At most {0} to go.', roughly(left.atMost))}`;
}

/** Runs and levels that are over; of the level under way, the part of its requests that is over. */
function bar(step: SweepStep) {
  if (step.type !== 'run' && step.type !== 'level')
    return html`<progress class="bar" aria-label=${l10n.t('Progress of the sweep')}></progress>`;
  const part = step.type === 'level' && step.progress ? step.progress.measured / Math.max(1, step.progress.wanted) : 0;
  return html`<progress
    class="bar"
    max=${step.total}
    .value=${step.index + Math.min(1, part)}
    aria-label=${l10n.t('Progress of the sweep')}
  ></progress>`;
}

const levelNumbers = (progress: LevelProgress, { count, duration, format }: Words) => {
  const { measured, wanted, inFlight, failed, ttftMs, outputTokensPerSecond, heldForMs } = progress;
  const rows: readonly (readonly [string, string | null])[] = [
    [l10n.t('Measured'), l10n.t('{0} of {1}', count(measured), count(wanted))],
    [l10n.t('Open now'), count(inFlight)],
    [l10n.t('Failed'), failed === 0 ? null : count(failed)],
    [l10n.t('Time to first token'), ttftMs === null ? null : duration(ttftMs)],
    [
      l10n.t('All answers together'),
      outputTokensPerSecond === null ? null : format.tokenSpeed(outputTokensPerSecond, 'card'),
    ],
    [l10n.t('Waiting, as the server asked to'), heldForMs === null ? null : duration(heldForMs)],
  ];
  return html`<dl class="level-now">
    ${rows.map(([title, text]) =>
      text === null
        ? nothing
        : html`<div>
            <dt>${title}</dt>
            <dd>${text}</dd>
          </div>`,
    )}
  </dl>`;
};
