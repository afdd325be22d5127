import type { ToPanel } from '../../src/messages/panelMessages';

const TYPES: readonly ToPanel['type'][] = [
  'hydrate',
  'tab',
  'started',
  'progress',
  'finished',
  'compareState',
  'compareDraft',
  'comparePlanning',
  'compareSeries',
  'comparePhase',
  'compareCurrent',
  'compareRunDone',
  'compareDetails',
  'marked',
  'priced',
  'reading',
];

/** Whether a message is one of ours. Others reach the page as well, for instance from the browser's own tools. */
export const isToPanel = (data: unknown): data is ToPanel =>
  typeof data === 'object' && data !== null && 'type' in data && TYPES.some((type) => type === data.type);
