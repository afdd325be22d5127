import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { translated } from '../../../src/core/translated';
import type { Evidence, LoadPart } from '../../../src/core/sweep/loadReport';
import { firstSentence } from '../findings';
import type { Words } from '../words';
import type { SweepTools } from './parts';
import { evidenceText, saidHere } from './resultWords';

interface Said {
  readonly title: string;
  readonly sentence: string;
  readonly evidence: readonly Evidence[];
}

/** What follows from the levels, in sentences, each with the numbers that it rests on. */
export const reading = (part: LoadPart, { words }: SweepTools) => html`
  <section class="findings reading" aria-labelledby="reading-title">
    <h2 id="reading-title">${l10n.t('What follows')}</h2>
    <ul>
      ${saidOf(part).map(
        ({ title, sentence, evidence }) =>
          html`<li>
            <strong>${title}</strong> ${saidHere(sentence)}
            ${
              evidence.length === 0
                ? nothing
                : html`<ul class="evidence">
                    ${evidence.map((each) => evidenceItem(each, words))}
                  </ul>`
            }
          </li>`,
      )}
    </ul>
  </section>
`;

const evidenceItem = (evidence: Evidence, words: Words) =>
  html`<li><span>${translated(evidence.what)}</span> <strong>${evidenceText(evidence, words)}</strong></li>`;

function saidOf({ levels, knee, withinBudgets, bottleneck, batching, findings = [] }: LoadPart): Said[] {
  const bare = (title: string, sentence: string): Said => ({ title, sentence, evidence: [] });
  return [
    // Why times are missing comes before what follows from those that are there.
    ...findings.map(({ message }) => bare(...firstSentence(translated(message)))),
    ...(bottleneck ? [{ title: l10n.t('What limits it.'), ...bottleneck }] : []),
    bare(
      l10n.t('Knee.'),
      knee?.sentence ??
        (levels.length < LEAST_FOR_KNEE
          ? l10n.t('A knee needs three levels at least.')
          : l10n.t('Not reached: up to the highest load, more load brought more answers than waiting.')),
    ),
    bare(l10n.t('Budgets.'), withinBudgets.sentence),
    ...(batching ? [{ title: l10n.t('Batching.'), ...batching }] : []),
  ];
}

const LEAST_FOR_KNEE = 3;
