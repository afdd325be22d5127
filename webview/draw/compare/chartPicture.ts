import type { RaceCurve } from '../../../src/core/raceCurve';
import type { ChartMetric } from '../../state/compareModel';
import type { Words } from '../../view/words';
import type { Palette } from '../hues';
import type { Pen } from '../pen';

/** One target as the charts of a comparison need it, be it of the page or of a report. */
export interface ChartedTarget {
  /** Index in the plan: decides colour and form. */
  readonly index: number;
  readonly name: string;
  /** Of its median run. */
  readonly curve: RaceCurve | null;
  /** One for each run that counts. */
  readonly values: Readonly<Record<ChartMetric, readonly number[]>>;
  readonly e2eMs: number | null;
  readonly costUsd: number | null;
}

/** What charts say; a page that is exported stays English. */
export interface ChartTexts {
  readonly race: string;
  readonly scatter: string;
  readonly boxes: (metric: ChartMetric) => string;
  readonly readingSpeed: string;
  readonly tokensAxis: string;
  readonly timeAxis: string;
  readonly costAxis: string;
  readonly latencyAxis: (isLogarithmic: boolean) => string;
}

export interface ChartLook {
  readonly width: number;
  readonly palette: Palette;
  readonly words: Words;
  readonly texts: ChartTexts;
  readonly font: string;
  readonly boldFont: string;
  readonly readingTokensPerSecond: number;
  /** Width of a text in the plain font. */
  readonly measure: (text: string) => number;
}

/** One chart of a comparison, ready to be drawn at the pen's place. */
export interface ChartPicture {
  readonly title: string;
  readonly height: number;
  /** It does not name its targets itself. */
  readonly needsLegend: boolean;
  readonly draw: (pen: Pen) => void;
}

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A line through these places, as pen and palette are set. */
export function strokeThrough(pen: Pen, [first, ...others]: readonly Spot[]): void {
  if (!first) return;
  pen.beginPath();
  pen.moveTo(first.x, first.y);
  for (const { x, y } of others) pen.lineTo(x, y);
  pen.stroke();
}

/** A text with its left end, its middle or its right end at a place. */
export function writeAt(pen: Pen, text: string, { x, y }: Spot, align: Pen['textAlign'] = 'left'): void {
  pen.textAlign = align;
  pen.fillText(text, x, y);
}

/** A text that finds room in so many pixels. */
export function shortened(text: string, px: number, measure: (text: string) => number): string {
  if (measure(text) <= px) return text;
  const signs = Array.from(text);
  let [low, high] = [0, signs.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(`${signs.slice(0, middle).join('')}…`) <= px) low = middle;
    else high = middle - 1;
  }
  return `${signs.slice(0, low).join('')}…`;
}
