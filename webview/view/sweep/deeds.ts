import type { PictureFormat } from '../../../src/messages/pictures';
import type { SweepForm, SweepKind } from '../../../src/messages/sweepForm';
import type { SweepWish } from '../../../src/messages/sweepTabMessages';
import type { SweepModel } from '../../state/sweep/sweepModel';
import type { Words } from '../words';

/** What form, header and progress of the Sweep tab need beside the model. */
export interface SweepDeeds {
  readonly words: Words;
  readonly wish: (wish: SweepWish) => void;
  /** Changes what is shown, on this page only. */
  readonly set: (change: Partial<SweepModel>) => void;
  /** Changes the form. */
  readonly fill: (change: Partial<SweepForm>) => void;
  /** All charts of one sweep as one picture. */
  readonly saveCharts: (kind: SweepKind, format: PictureFormat) => void;
}
