import type { ToPanel } from '../../../src/messages/panelMessages';
import type { SweepDraft, SweepReports } from '../../../src/messages/sweepTabMessages';
import { FIRST_CHOICES } from './sweepChoices';
import type { SweepModel } from './sweepModel';

/** What the Sweep tab shows after a message. Until it has got its whole state, news means nothing to it. */
export function reduceSweep(model: SweepModel, message: ToPanel): SweepModel {
  if (message.type === 'sweepState') return { ...withReports(model, message.state.reports), ...message.state };
  if (model.draft === null) return model;
  switch (message.type) {
    case 'sweepDraft':
      return { ...model, draft: newer(model.draft, message.draft) };
    case 'sweepPlanning':
      return { ...model, isPlanning: message.isPlanning };
    case 'sweepReports':
      return withReports(model, message.reports);
    case 'sweepNow':
      return { ...model, now: message.now };
    default:
      return model;
  }
}

/** What was typed since stays as it is; what it would use is still to come. */
const newer = (mine: SweepDraft, told: SweepDraft): SweepDraft =>
  told.revision < mine.revision ? { ...told, form: mine.form, revision: mine.revision, outlook: null } : told;

/** Another sweep: the level that was looked at in the one before means nothing now. The stated workload stays, as it is the person's own. */
function withReports(model: SweepModel, reports: SweepReports): SweepModel {
  const before = model.reports.load?.id;
  const isOther = before !== undefined && before !== reports.load?.id;
  const { level, span, open } = FIRST_CHOICES;
  return { ...model, reports, choices: isOther ? { ...model.choices, level, span, open } : model.choices };
}
