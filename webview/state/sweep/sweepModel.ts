import type { SweepDraft, SweepNow, SweepReports } from '../../../src/messages/sweepTabMessages';
import { FIRST_CHOICES, type SweepChoices } from './sweepChoices';

/** Everything that the Sweep tab draws. */
export interface SweepModel {
  /** `null` until the editor has answered. */
  readonly draft: SweepDraft | null;
  /** The last sweeps of the target in question. */
  readonly reports: SweepReports;
  readonly now: SweepNow | null;
  /** The form is in front of the person, also when there are reports. */
  readonly isPlanning: boolean;
  /** What is searched for among the targets. */
  readonly search: string;
  /** What somebody chose to look at in the results. */
  readonly choices: SweepChoices;
}

export const EMPTY_SWEEP: SweepModel = {
  draft: null,
  reports: { length: null, load: null },
  now: null,
  isPlanning: true,
  search: '',
  choices: FIRST_CHOICES,
};
