import * as l10n from '@vscode/l10n';
import type { ComparePlan } from '../src/messages/compareTabMessages';
import type { PictureFormat } from '../src/messages/pictures';
import { readPalette } from './draw/palette';
import { PlanTab, type Desk } from './planTab';
import { EMPTY_COMPARE, type CompareModel } from './state/compareModel';
import { compareRows } from './state/compareRows';
import { reduceCompare } from './state/reduceCompare';
import type { Tab } from './tabs';
import { comparisonFile } from './view/compare/comparisonFile';
import { comparePage } from './view/compare/comparePage';
import { outputSides } from './view/compare/outputs';
import type { ChartName, CompareTools } from './view/compare/parts';
import type { Host } from './view/host';

/** Joins the parts of the Compare tab. */
export const compareTab = (host: Host): Tab =>
  new PlanTab<CompareModel>(host, {
    id: 'compare',
    title: l10n.t('Compare'),
    empty: EMPTY_COMPARE,
    opening: { type: 'compareOpen' },
    reduce: reduceCompare,
    isNews: ({ type }) => type === 'compareCurrent',
    page: (desk) => comparePage(desk.model, toolsOn(desk, host)),
    onDrawn: askDetails(host),
  });

/** Curves and texts are fetched for the runs that are looked at: all of a long series would be many megabytes. */
function askDetails(host: Host): (model: CompareModel) => void {
  /** Runs whose details are on their way, and the series that they are of. */
  let asked = { series: '', runs: new Set<string>() };
  return (model) => {
    const series = model.series?.id ?? '';
    if (series !== asked.series) asked = { series, runs: new Set() };
    const views = compareRows(model);
    const wanted = [...views.flatMap(({ row }) => row.medianRun ?? []), ...(outputSides(views, model) ?? [])];
    const runIds = [...new Set(wanted)].filter((id) => !model.details.has(id) && !asked.runs.has(id));
    if (runIds.length === 0) return;
    for (const runId of runIds) asked.runs.add(runId);
    host.post({ type: 'compareAsk', runIds });
  };
}

function toolsOn(desk: Desk<CompareModel>, host: Host): CompareTools {
  const tools: CompareTools = {
    words: desk.words,
    readingTokensPerSecond: desk.model.reading.tokens,
    width: desk.width,
    wish: (wish) => host.post({ type: 'compareWish', wish }),
    set: (change) => desk.set(change),
    plan: (change) => plan(change, desk, host),
    showRun: (runId) => host.post({ type: 'compareShowRun', runId }),
    measure: (text) => desk.measure(text),
    savePicture: (name, format) => save(name, format),
    saveCharts: (format) => save('charts', format),
  };
  const save = (name: ChartName | 'charts', format: PictureFormat): void => {
    const palette = readPalette(document.documentElement);
    const data = comparisonFile(desk.model, name, format, { ...tools, palette });
    if (data !== null) host.post({ type: 'compareSavePicture', name, format, data });
  };
  return tools;
}

/** Shown at once, and told to the editor, which answers with what it may cost. */
function plan(change: Partial<ComparePlan>, desk: Desk<CompareModel>, host: Host): void {
  const { draft } = desk.model;
  if (draft === null) return;
  const changed = { ...draft.plan, ...change };
  desk.set({ draft: { ...draft, plan: changed, outlook: null } });
  host.post({ type: 'comparePlan', plan: changed });
}
