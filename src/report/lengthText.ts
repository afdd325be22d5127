import { EM_DASH, formatFor } from '../core/format';
import type { Curve, Estimate, LengthPart, LengthPoint } from '../core/sweep/lengthReport';
import type { SweepPage } from './sweepText';
import { textTable } from './textTable';
import { indent, wrap } from './wrap';

const format = formatFor('en');

/** What a sweep over lengths says: a table of the lengths, and the curves through them. */
export function lengthSections(part: LengthPart, page: SweepPage): string[] {
  const [titles = '', ...lines] = textTable(lengthTable(part));
  const curves = lengthCurves(part).map(({ title, rows, note }) =>
    [page.bold(title), ...[...textTable(rows), wrap(note, page.columns - 4)].map(indent)].join('\n'),
  );
  const notes = lengthNotes(part).map((note) => wrap(note, page.columns));
  return [[page.bold(titles), ...lines].join('\n'), ...curves, ...notes];
}

/** A row for each length, with the headings first. */
export const lengthTable = ({ points }: LengthPart): string[][] => [
  ['Tokens', 'runs', 'first token', '95% interval', 'per output token'],
  ...points.map(pointCells),
];

export interface CurveText {
  readonly title: string;
  /** Part of the curve, its value, its interval. */
  readonly rows: string[][];
  readonly note: string;
}

/** The curves that there are. */
export const lengthCurves = ({ ttft, tpot }: LengthPart): CurveText[] => [
  ...(ttft ? [curveText('Time to first token', ttft)] : []),
  ...(tpot ? [curveText('Time per output token', tpot)] : []),
];

/** What else follows from the lengths. */
export const lengthNotes = (part: LengthPart): string[] =>
  [speedLine(part), cachedLine(part)].filter((line) => line !== '');

function pointCells({ inputTokens, wantedTokens, n, failed, ttftMs, tpotMs }: LengthPoint): string[] {
  const interval = ttftMs?.ci95 ? `${ms(ttftMs.ci95[0])} … ${ms(ttftMs.ci95[1])}` : '';
  return [
    inputTokens === null ? `about ${format.count(wantedTokens)}` : format.count(Math.round(inputTokens)),
    failed === 0 ? format.count(n) : `${format.count(n)}, ${format.count(failed)} failed`,
    ttftMs ? ms(ttftMs.median) : EM_DASH,
    interval,
    tpotMs ? ms(tpotMs.median) : EM_DASH,
  ];
}

const ms = (value: number): string => format.duration(value, 'table');

function curveText(title: string, curve: Curve): CurveText {
  const { fixedMs, perTokenMs, perSquareTokenMs, residuals } = curve;
  const rows = [
    ['fixed', ...estimateCells(fixedMs)],
    ['per 1 000 tokens', ...estimateCells(perTokenMs, 1e3)],
    ...(perSquareTokenMs ? [['per 1 000 tokens squared', ...estimateCells(perSquareTokenMs, 1e6)]] : []),
  ];
  const outliers =
    residuals.outliers === 0
      ? ''
      : residuals.outliers === 1
        ? ' One outlier has no weight.'
        : ` ${format.count(residuals.outliers)} outliers have no weight.`;
  const rest = `Half of the runs lie within ${format.percent(residuals.medianShare)} of the curve, the farthest is ${format.percent(residuals.maxShare)} off.${outliers}`;
  const departs = curve.departs ? ' The lengths do not lie on a smooth curve; the intervals are widened by that.' : '';
  return { title: `${title}, ${format.count(curve.n)} runs`, rows, note: rest + departs };
}

const estimateCells = ({ value, ci95 }: Estimate, times = 1): string[] => [
  ms(value * times),
  `${ms(ci95[0] * times)} … ${ms(ci95[1] * times)}`,
];

function speedLine({ prefillTokensPerSecond: speed }: LengthPart): string {
  if (!speed) return '';
  const text = (value: number): string => format.tokenSpeed(value, 'table');
  return `Prefill ${text(speed.value)} (${text(speed.ci95[0])} … ${text(speed.ci95[1])})`;
}

/** Where the point is to have no cache in it, a cache is worth a word. */
function cachedLine({ points, plan }: LengthPart): string {
  const most = Math.max(
    0,
    ...points.map(({ cachedTokens, inputTokens }) => (cachedTokens ?? 0) / (inputTokens ?? Infinity)),
  );
  if (plan.cache === 'warm' || most < 0.05) return '';
  return `Up to ${format.percent(most)} of a prompt came from a prompt cache, although every prompt was new.`;
}
