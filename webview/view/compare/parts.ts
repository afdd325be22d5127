import type { ComparePlan, CompareWish } from '../../../src/messages/compareTabMessages';
import type { PictureFormat } from '../../../src/messages/pictures';
import type { CompareModel } from '../../state/compareModel';
import type { Words } from '../words';

export type ChartName = 'race' | 'scatter' | 'boxes';

/** What the parts of the Compare tab need beside the model. */
export interface CompareTools {
  readonly words: Words;
  readonly readingTokensPerSecond: number;
  /** Width of the tab's content, in pixels. */
  readonly width: number;
  readonly wish: (wish: CompareWish) => void;
  /** Changes what is shown, on this page only. */
  readonly set: (change: Partial<CompareModel>) => void;
  readonly plan: (change: Partial<ComparePlan>) => void;
  readonly showRun: (runId: string) => void;
  /** Width of a text in the page's font. */
  readonly measure: (text: string) => number;
  readonly savePicture: (name: ChartName, format: PictureFormat) => void;
  /** All charts as one picture. */
  readonly saveCharts: (format: PictureFormat) => void;
}
