import type { SweepChoices } from '../../state/sweep/sweepChoices';
import type { Words } from '../words';

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
  readonly savePicture: (chart: SVGSVGElement, name: string) => void;
}
