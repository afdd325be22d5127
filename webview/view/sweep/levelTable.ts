import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import { EM_DASH } from '../../../src/core/format';
import type { Distribution } from '../../../src/core/runReport';
import type { LoadLevel, LoadPart } from '../../../src/core/sweep/loadReport';
import type { Words } from '../words';
import type { SweepTools } from './parts';
import { loadSources } from './sourcesNote';
import { errorsText, levelName, levelNotes } from './resultWords';

/** All levels in numbers, which is also what the charts over load say to those who do not see them. */
export const levelTable = (part: LoadPart, chosen: number | null, tools: SweepTools) => html`
  <section class="level-numbers" aria-labelledby="levels-title">
    <h2 id="levels-title">${l10n.t('Levels in numbers')}</h2>
    <div class="scroll" tabindex="0" role="region" aria-label=${l10n.t('Table of all levels')}>
      <table class="numbers-table">
        <thead>
          <tr>
            ${headsOf(part).map(({ title, hint }) => html`<th scope="col" title=${hint ?? nothing}>${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${part.levels.map((level, index) => levelRow(level, { index, isChosen: index === chosen, part }, tools))}
        </tbody>
      </table>
    </div>
    ${loadSources()}
  </section>
`;

interface Head {
  readonly title: string;
  readonly hint?: string;
}

const P99: Head = { title: 'p99' };

const HEADS: readonly Head[] = [
  { title: l10n.t({ message: 'Load', comment: ['How many users or requests per second'] }) },
  { title: l10n.t('Requests'), hint: l10n.t('Measured ones that were answered') },
  { title: 'TTFT p50' },
  { title: 'p95' },
  P99,
  { title: 'TPOT p50' },
  { title: 'p95' },
  { title: 'E2E p50' },
  { title: 'p95' },
  { title: l10n.t('Per user'), hint: l10n.t('Decode speed of each answer, median') },
  { title: l10n.t('Output'), hint: l10n.t('Output tokens of all answers together, per second') },
  { title: l10n.t('Total'), hint: l10n.t('Input and output tokens of all together, per second') },
  { title: l10n.t('Answers/s') },
  { title: l10n.t('Open'), hint: l10n.t('Requests that were open at the same time, on average') },
  { title: l10n.t('Goodput'), hint: l10n.t('Requests per second that meet every budget, and their share') },
  { title: l10n.t('Failed') },
];

/** Few requests have no p99: a column of dashes would push others out of sight. */
const hasP99 = ({ levels }: LoadPart): boolean => levels.some(({ ttftMs }) => ttftMs.p99 !== null);

const headsOf = (part: LoadPart): readonly Head[] => (hasP99(part) ? HEADS : HEADS.filter((head) => head !== P99));

interface RowPlace {
  readonly index: number;
  readonly isChosen: boolean;
  readonly part: LoadPart;
}

function levelRow(level: LoadLevel, { index, isChosen, part }: RowPlace, { words, choose }: SweepTools) {
  const notes = [...levelNotes(level, words), ...marksOf(index, part)];
  return html`<tr class=${level.client.isLate ? 'late' : ''} aria-selected=${isChosen ? 'true' : nothing}>
      <th scope="row">
        <button
          type="button"
          class="link"
          aria-pressed=${isChosen}
          title=${l10n.t('Show the requests of this level one by one')}
          @click=${() => choose({ level: index, span: null })}
        >
          ${levelName(level, words)}
        </button>
      </th>
      ${cellsOf(level, hasP99(part), words).map((cell) => html`<td>${cell}</td>`)}
    </tr>
    ${
      notes.length === 0
        ? nothing
        : html`<tr class="level-note">
            <td colspan=${headsOf(part).length}>${notes.join(' ')}</td>
          </tr>`
    }`;
}

const marksOf = (index: number, { knee, withinBudgets }: LoadPart): string[] => [
  ...(knee?.level === index ? [l10n.t('The knee.')] : []),
  ...(withinBudgets.level === index ? [l10n.t('The largest load within the budgets.')] : []),
];

function cellsOf(level: LoadLevel, withP99: boolean, words: Words): string[] {
  const { ttftMs, tpotMs, e2eMs, goodput, completedPerSecond, meanInFlight } = level;
  const { format } = words;
  const ms = (value: number | null): string => (value === null ? EM_DASH : words.duration(value));
  const speed = (value: number | null): string => (value === null ? EM_DASH : format.tokenSpeed(value, 'card'));
  const decimal = (value: number | null): string => (value === null ? EM_DASH : format.decimal(value, 2));
  const far = ({ p95, max }: Distribution): string =>
    p95 !== null ? ms(p95) : max === null ? EM_DASH : l10n.t('max {0}', ms(max));
  return [
    format.count(level.counts.completed),
    ms(ttftMs.p50),
    far(ttftMs),
    ...(withP99 ? [ms(ttftMs.p99)] : []),
    ms(tpotMs.p50),
    far(tpotMs),
    ms(e2eMs.p50),
    far(e2eMs),
    speed(level.perUserTokensPerSecond.p50),
    speed(level.outputTokensPerSecond),
    speed(level.totalTokensPerSecond),
    decimal(completedPerSecond),
    meanInFlight === null ? EM_DASH : format.decimal(meanInFlight, 1),
    goodput === null
      ? EM_DASH
      : l10n.t('{0}/s, {1}', format.decimal(goodput.requestsPerSecond, 2), format.percent(goodput.share)),
    level.counts.failed === 0 && level.errors.length === 0
      ? '0'
      : `${format.count(level.counts.failed)} (${errorsText(level, words)})`,
  ];
}
