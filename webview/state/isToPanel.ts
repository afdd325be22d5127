import { readTab, type ToPanel } from '../../src/messages/panelMessages';

type Fields = Readonly<Record<string, unknown>>;
type Check = (fields: Fields) => boolean;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value);
const orNull = (check: (value: unknown) => boolean) => (value: unknown) => value === null || check(value);

const isHeader = (value: unknown): boolean =>
  isObject(value) && ['runId', 'targetName', 'protocol', 'model', 'promptSource'].every((name) => isText(value[name]));

const isChunk = (value: unknown): boolean => isObject(value) && isNumber(value['atMs']) && isText(value['channel']);

const areChunks = (value: unknown): boolean => Array.isArray(value) && value.every(isChunk);

const isProgress = (value: unknown): boolean =>
  isObject(value) && areChunks(value['chunks']) && isObject(value['marks']) && isNumber(value['elapsedMs']);

const isReport = (value: unknown): boolean =>
  isObject(value) &&
  ['target', 'prompt', 'outcome', 'metrics', 'tokens', 'server', 'quality', 'environment', 'output'].every((name) =>
    isObject(value[name]),
  ) &&
  Array.isArray(value['phases']) &&
  Array.isArray(value['attempts']) &&
  (value['chunks'] === undefined || areChunks(value['chunks']));

const isRun = (value: unknown): boolean =>
  isObject(value) &&
  isHeader(value['run']) &&
  orNull(isProgress)(value['progress']) &&
  orNull(isReport)(value['report']);

const isDraft = (value: unknown): boolean =>
  isObject(value) && isObject(value['form']) && Array.isArray(value['targets']);

const isSweep = (value: unknown): boolean =>
  isObject(value) && isText(value['id']) && isObject(value['target']) && isObject(value['spent']);

const areSweeps = (value: unknown): boolean =>
  isObject(value) && orNull(isSweep)(value['length']) && orNull(isSweep)(value['load']);

const isNow = (value: unknown): boolean =>
  isObject(value) && isText(value['target']) && isObject(value['step']) && isText(value['step']['type']);

/** Messages of the Compare tab are known by their name alone. */
const anything: Check = () => true;

const CHECKS: Readonly<Record<ToPanel['type'], Check>> = {
  hydrate: ({ state }) =>
    isObject(state) &&
    isText(state['locale']) &&
    isNumber(state['readingWordsPerMinute']) &&
    orNull(isRun)(state['run']),
  tab: ({ tab }) => readTab(tab) !== null,
  started: ({ run }) => isHeader(run),
  progress: ({ progress }) => isProgress(progress),
  finished: ({ report }) => isReport(report),
  marked: ({ index, place }) => isNumber(index) && isText(place),
  priced: ({ cost, ownPrice }) => orNull(isObject)(cost) && orNull(isObject)(ownPrice),
  reading: ({ readingWordsPerMinute }) => isNumber(readingWordsPerMinute),
  compareState: anything,
  compareDraft: anything,
  comparePlanning: anything,
  compareSeries: anything,
  comparePhase: anything,
  compareCurrent: anything,
  compareRunDone: anything,
  compareDetails: anything,
  sweepState: ({ state }) =>
    isObject(state) && isDraft(state['draft']) && areSweeps(state['reports']) && orNull(isNow)(state['now']),
  sweepDraft: ({ draft }) => isDraft(draft),
  sweepPlanning: ({ isPlanning }) => typeof isPlanning === 'boolean',
  sweepReports: ({ reports }) => areSweeps(reports),
  sweepNow: ({ now }) => orNull(isNow)(now),
};

/**
 * Whether a message is one of ours, and whole enough to be drawn. Others reach the page as well, for instance from the
 * browser's own tools.
 */
export const isToPanel = (data: unknown): data is ToPanel =>
  isObject(data) &&
  isText(data['type']) &&
  isKnown(data['type'] as string) &&
  CHECKS[data['type'] as ToPanel['type']](data);

const isKnown = (type: string): type is ToPanel['type'] => Object.hasOwn(CHECKS, type);
