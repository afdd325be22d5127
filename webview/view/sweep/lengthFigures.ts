import * as l10n from '@vscode/l10n';
import { EM_DASH } from '../../../src/core/format';
import { predictFrom } from '../../../src/core/sweep/fitCurve';
import type { Curve, LengthPart, LengthPoint } from '../../../src/core/sweep/lengthReport';
import type { Summary } from '../../../src/core/statistics/summarize';
import { between } from '../between';
import type { Words } from '../words';
import type { Figure } from './figureTable';

type PointFigure = Figure<LengthPoint>;

/** Widths from which on a figure has a column: always, in half a window, in a wide panel. */
const [ALWAYS, HALF, WIDE] = [0, 480, 800] as const;

/** What is told of a length. */
export const lengthFigures = (part: LengthPart, words: Words): readonly PointFigure[] => [
  countFigure({ name: l10n.t('Runs'), fromPx: HALF }, ({ n }) => words.count(n)),
  countFigure({ name: l10n.t('Failed'), fromPx: ALWAYS }, ({ failed }) => words.count(failed)),
  medianFigure('ttftMs', 'TTFT', ALWAYS, words),
  intervalFigure('ttftMs', 'TTFT', HALF, words),
  curveFigure('TTFT', part.ttft, words),
  medianFigure('tpotMs', 'TPOT', ALWAYS, words),
  intervalFigure('tpotMs', 'TPOT', WIDE, words),
  medianFigure('e2eMs', 'E2E', HALF, words),
  countFigure(
    { name: l10n.t('From a cache'), fromPx: WIDE, hint: l10n.t('Tokens of the prompt, median') },
    ({ cachedTokens }) => (cachedTokens === null ? EM_DASH : words.count(Math.round(cachedTokens))),
  ),
];

const countFigure = (
  said: { readonly name: string; readonly fromPx: number; readonly hint?: string },
  text: (point: LengthPoint) => string,
): PointFigure => ({ ...said, head: said.name, cell: text, text });

type Time = 'ttftMs' | 'tpotMs' | 'e2eMs';

const inMs = (title: string) => ({ group: l10n.t('{0}, ms', title) });

/** A number without and with its unit. */
const bothForms = (text: (point: LengthPoint, ms: (value: number) => string) => string, { format, exact }: Words) => ({
  cell: (point: LengthPoint) => text(point, (ms) => format.milliseconds(ms, 'table')),
  text: (point: LengthPoint) => text(point, exact),
});

function medianFigure(time: Time, title: string, fromPx: number, words: Words): PointFigure {
  const of = (summary: Summary | null, ms: (value: number) => string): string =>
    summary ? ms(summary.median) : EM_DASH;
  return {
    ...{ name: l10n.t('Median {0}', title), head: l10n.t('median'), fromPx },
    ...inMs(title),
    ...bothForms((point, ms) => of(point[time], ms), words),
  };
}

function intervalFigure(time: Time, title: string, fromPx: number, words: Words): PointFigure {
  const of = (summary: Summary | null, ms: (value: number) => string): string =>
    summary?.ci95 ? between(summary.ci95, ms) : EM_DASH;
  return {
    ...{ name: l10n.t('95% interval of the median {0}', title), head: l10n.t('95% interval'), fromPx },
    ...inMs(title),
    ...bothForms((point, ms) => of(point[time], ms), words),
  };
}

/** What the curve says for the very length. */
const curveFigure = (title: string, curve: Curve | null, words: Words): PointFigure => ({
  ...{ name: l10n.t('{0} by the curve', title), head: l10n.t('curve'), fromPx: WIDE },
  ...inMs(title),
  ...bothForms(
    ({ inputTokens, wantedTokens }, ms) =>
      curve ? ms(predictFrom(curve, inputTokens ?? wantedTokens).value) : EM_DASH,
    words,
  ),
});
