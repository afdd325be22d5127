import type { CardQuestion } from '../../../src/core/sweep/askedCard';
import type { SweepChoices } from '../../state/sweep/sweepChoices';
import type { PictureFormat } from '../../../src/messages/pictures';
import type { LengthChart, LoadChart } from '../../draw/sweep/sweepCharts';
import type { Words } from '../words';

export type ChartName = LengthChart | LoadChart;

export { FIRST_CHOICES, type AxisKind, type SweepChoices } from '../../state/sweep/sweepChoices';

/** What the parts of the Sweep tab's results need beside the reports. */
export interface SweepTools {
  readonly words: Words;
  /** Width of the tab's content, in pixels. */
  readonly width: number;
  /** Width of a text in the page's font. */
  readonly measure: (text: string) => number;
  readonly choices: SweepChoices;
  /** Changes what is shown, on this page only. */
  readonly choose: (patch: Partial<SweepChoices>) => void;
  /** Asks the workload card; the editor is told, as what is taken out of the panel answers it too. */
  readonly ask: (patch: Partial<CardQuestion>) => void;
  /** One chart as a file. */
  readonly savePicture: (name: ChartName, format: PictureFormat) => void;
}
