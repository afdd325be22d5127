import * as l10n from '@vscode/l10n';
import type { CardQuestion } from '../src/core/sweep/askedCard';
import type { SweepForm } from '../src/messages/sweepForm';
import type { PictureFormat } from '../src/messages/pictures';
import { readPalette } from './draw/palette';
import { PlanTab, type Desk } from './planTab';
import { reduceSweep } from './state/sweep/reduceSweep';
import type { SweepChoices } from './state/sweep/sweepChoices';
import { EMPTY_SWEEP, type SweepModel } from './state/sweep/sweepModel';
import type { Tab } from './tabs';
import type { Host } from './view/host';
import type { SweepDeeds } from './view/sweep/deeds';
import type { SweepTools } from './view/sweep/parts';
import { sweepFile, type SweepPictureName } from './view/sweep/sweepFile';
import { sweepPage } from './view/sweep/sweepPage';

/** Joins the parts of the Sweep tab. */
export const sweepTab = (host: Host): Tab =>
  new PlanTab<SweepModel>(host, {
    id: 'sweep',
    title: l10n.t('Sweep'),
    empty: EMPTY_SWEEP,
    opening: { type: 'sweepOpen' },
    reduce: reduceSweep,
    isNews: (message) => message.type === 'sweepNow' && message.now !== null,
    page: (desk) => sweepPage(desk.model, deedsOn(desk, host), toolsOn(desk, host)),
  });

const deedsOn = (desk: Desk<SweepModel>, host: Host): SweepDeeds => ({
  words: desk.words,
  wish: (wish) => host.post({ type: 'sweepWish', wish }),
  set: (change) => desk.set(change),
  fill: (change) => fill(change, desk, host),
  saveCharts: (kind, format) => savePicture(kind, format, desk, host),
});

const toolsOn = (desk: Desk<SweepModel>, host: Host): SweepTools => ({
  words: desk.words,
  width: desk.width,
  measure: (text) => desk.measure(text),
  choices: desk.model.choices,
  choose: (patch) => choose(patch, desk),
  ask: (patch) => askCard(patch, desk, host),
  savePicture: (name, format) => savePicture(name, format, desk, host),
});

const choose = (patch: Partial<SweepChoices>, desk: Desk<SweepModel>): void =>
  desk.set({ choices: { ...desk.model.choices, ...patch } });

/** Answered here at once, and told to the editor, which keeps it and answers it in what is saved. */
function askCard(patch: Partial<CardQuestion>, desk: Desk<SweepModel>, host: Host): void {
  choose(patch, desk);
  const { workload, claims } = desk.model.choices;
  host.post({ type: 'sweepCard', question: { workload, claims } });
}

/** Shown at once, and told to the editor, which answers with what it will use at most. */
function fill(change: Partial<SweepForm>, desk: Desk<SweepModel>, host: Host): void {
  const { draft } = desk.model;
  if (draft === null) return;
  const form = { ...draft.form, ...change };
  const revision = draft.revision + 1;
  desk.set({ draft: { ...draft, form, revision, outlook: null, problem: null } });
  host.post({ type: 'sweepForm', form, revision });
}

function savePicture(name: SweepPictureName, format: PictureFormat, desk: Desk<SweepModel>, host: Host): void {
  const palette = readPalette(document.documentElement);
  const data = sweepFile(desk.model, name, format, { words: desk.words, width: desk.width, palette });
  if (data !== null) host.post({ type: 'sweepSavePicture', name, format, data });
}
