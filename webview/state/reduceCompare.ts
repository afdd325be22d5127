import { readingSpeed } from '../../src/core/readingSpeed';
import type { CompareRow, CompareRun, ShownSeries } from '../../src/messages/compareTabMessages';
import type { ToPanel } from '../../src/messages/panelMessages';
import { beginSeries, openCompare, type CompareModel } from './compareModel';

/** What the Compare tab shows after a message. Until it has got its whole state, news means nothing to it. */
export function reduceCompare(model: CompareModel, message: ToPanel): CompareModel {
  switch (message.type) {
    case 'compareState':
      return openCompare(model, message.state);
    case 'hydrate':
      return { ...model, reading: readingSpeed(message.state.readingWordsPerMinute) };
    case 'reading':
      return { ...model, reading: readingSpeed(message.readingWordsPerMinute) };
    default:
      return model.draft === null ? model : hearNews(model, message);
  }
}

function hearNews(model: CompareModel, message: ToPanel): CompareModel {
  switch (message.type) {
    case 'compareDraft':
      return { ...model, draft: message.draft };
    case 'comparePlanning':
      return { ...model, isPlanning: true };
    case 'compareSeries':
      return beginSeries(model, message.series);
    case 'comparePhase':
      return onSeries(model, (series) => {
        const current = message.phase === 'ended' ? null : series.current;
        return { ...series, phase: message.phase, ending: message.ending, current };
      });
    case 'compareCurrent':
      return onSeries(model, (series) => ({ ...series, current: message.current }));
    case 'compareRunDone':
      return onSeries(model, (series) => finishRun(series, message.run, message.row));
    case 'compareDetails': {
      const details = new Map(model.details);
      for (const each of message.details) details.set(each.runId, each);
      return { ...model, details };
    }
    default:
      return model;
  }
}

const onSeries = (model: CompareModel, change: (series: ShownSeries) => ShownSeries): CompareModel =>
  model.series === null ? model : { ...model, series: change(model.series) };

function finishRun(series: ShownSeries, run: CompareRun, row: CompareRow): ShownSeries {
  return {
    ...series,
    current: null,
    runs: [...series.runs, run],
    rows: series.rows.map((before, target) => (target === run.target ? row : before)),
  };
}
