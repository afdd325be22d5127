import * as l10n from '@vscode/l10n';
import { html } from 'lit-html';
import type { Curve, Estimate } from '../../../src/core/sweep/lengthReport';
import type { Words } from '../words';
import { between } from '../between';

interface Term {
  readonly title: string;
  readonly value: string;
  readonly interval: string;
}

/** What a curve is made of, each part with its interval, and how well the runs keep to it. */
export const curveTerms = (curve: Curve, speed: Estimate | null, words: Words) => html`
  <dl class="terms">
    ${termsOf(curve, speed, words).map(
      ({ title, value, interval }) =>
        html`<div class="term">
          <dt>${title}</dt>
          <dd><strong>${value}</strong><span class="muted">${interval}</span></dd>
        </div>`,
    )}
  </dl>
  <p class="muted residuals">${residualsText(curve, words)}</p>
`;

function termsOf({ fixedMs, perTokenMs, perSquareTokenMs }: Curve, speed: Estimate | null, words: Words): Term[] {
  const time = (title: string, { value, ci95 }: Estimate, times: number): Term => {
    const text = (ms: number): string => words.duration(ms * times);
    return { title, value: text(value), interval: between(ci95, text) };
  };
  const speedText = (value: number): string => words.format.tokenSpeed(value, 'card');
  return [
    time(l10n.t('Fixed cost'), fixedMs, 1),
    // Next to nothing for one token, and read more easily for a thousand.
    time(l10n.t('+ per 1 000 tokens'), perTokenMs, 1e3),
    ...(perSquareTokenMs ? [time(l10n.t('+ per 1 000 tokens squared'), perSquareTokenMs, 1e6)] : []),
    ...(speed
      ? [{ title: l10n.t('Prefill speed'), value: speedText(speed.value), interval: between(speed.ci95, speedText) }]
      : []),
  ];
}

export function residualsText({ residuals, departs, n }: Curve, { format, duration, count }: Words): string {
  const { medianMs, medianShare, maxMs, maxShare, outliers } = residuals;
  const sentences = [
    l10n.t(
      'Of {0} runs, half lie within {1} ({2}) of the curve; the farthest is {3} ({4}) off.',
      count(n),
      duration(medianMs),
      format.percent(medianShare),
      duration(maxMs),
      format.percent(maxShare),
    ),
    outliers === 0
      ? null
      : outliers === 1
        ? l10n.t('One of them is so far off that it has no weight.')
        : l10n.t('{0} of them are so far off that they have no weight.', count(outliers)),
    departs
      ? l10n.t('The lengths do not lie on a smooth curve, so the intervals are widened by how far they are off.')
      : null,
  ];
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

/** Why there is no curve, by how many runs were completed and how many of them have the number. */
export const noCurve = (completed: number, known: number) =>
  html`<p class="muted">
    ${
      completed === 0
        ? l10n.t('No run has completed yet, so there is nothing to put a curve through.')
        : known === 0
          ? l10n.t('No run has this number.')
          : l10n.t('A curve needs runs at three lengths at least.')
    }
  </p>`;
