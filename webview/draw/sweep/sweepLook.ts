import type { LoadLevel } from '../../../src/core/sweep/loadReport';
import type { LevelMetric } from '../../state/sweep/levelTimes';
import type { Words } from '../../view/words';
import { strokeThrough, type ChartPicture, type Spot } from '../compare/chartPicture';
import { flowLegend, type LegendEntry } from '../flowLegend';
import type { Pen } from '../pen';
import type { StackLook } from '../stackedPicture';

/** One chart of a sweep, ready to be drawn at the pen's place, with its legend. */
export type SweepChart = Pick<ChartPicture, 'title' | 'height' | 'draw'>;

/** A sentence with its values: in the language of the editor in the panel, English in an exported page. */
export type Caption = (sentence: string, ...values: readonly string[]) => string;

export interface SweepLook extends StackLook {
  readonly words: Words;
  readonly caption: Caption;
}

export const METRIC_NAMES: Readonly<Record<LevelMetric, string>> = { ttftMs: 'TTFT', tpotMs: 'TPOT', e2eMs: 'E2E' };

/** What a level asks of the server. */
export function loadName({ users, requestsPerSecond }: LoadLevel, { words, caption }: SweepLook): string {
  if (users === null) return caption('{0} requests/s', words.format.decimal(requestsPerSecond ?? 0, 2));
  return users === 1 ? caption('1 user') : caption('{0} users', words.count(users));
}

/** The chart with what its forms mean below it. */
export function withLegend(chart: SweepChart, entries: readonly (LegendEntry | null)[], look: SweepLook): SweepChart {
  const legend = flowLegend(
    entries.filter((entry) => entry !== null),
    look,
  );
  return {
    ...chart,
    height: chart.height + LEGEND_TOP_PX + legend.height,
    draw: (pen) => {
      pen.save();
      chart.draw(pen);
      pen.restore();
      pen.save();
      pen.translate(0, chart.height + LEGEND_TOP_PX);
      legend.draw(pen);
      pen.restore();
    },
  };
}

const LEGEND_TOP_PX = 4;

export function line(pen: Pen, from: Spot, to: Spot): void {
  strokeThrough(pen, [from, to]);
}

/** What is drawn so is only as strong as this. */
export function faintly(pen: Pen, alpha: number, draw: () => void): void {
  pen.globalAlpha = alpha;
  draw();
  pen.globalAlpha = 1;
}

/** A dashed line, whole ones after it. */
export function dashed(pen: Pen, dashes: number[], draw: () => void): void {
  pen.setLineDash(dashes);
  draw();
  pen.setLineDash([]);
}

/** A cross for what failed. */
export function cross(pen: Pen, { x, y }: Spot, arm: number): void {
  line(pen, { x: x - arm, y: y - arm }, { x: x + arm, y: y + arm });
  line(pen, { x: x - arm, y: y + arm }, { x: x + arm, y: y - arm });
}
