import { readTab, type FromPanel, type PanelTab } from '../../src/messages/panelMessages';
import type { PanelWish } from '../../src/messages/runTabMessages';
import type { TimeRange } from '../layout/timeRange';

/** What the person had in view of a run. */
export interface RunView {
  readonly runId: string;
  /** The part of the time axis; `null`: all of it. */
  readonly range: TimeRange | null;
  /** The chunk that was chosen on the timeline. */
  readonly chosen: number | null;
}

/** What the editor keeps of a page: a hidden one is thrown away, and made anew when it is shown, or when the window was reloaded. */
export interface PageMemory {
  readonly tab?: PanelTab;
  readonly run?: RunView;
}

interface EditorApi {
  postMessage(message: FromPanel): void;
  getState(): unknown;
  setState(memory: PageMemory): void;
}

declare function acquireVsCodeApi(): EditorApi;

/** The editor on the other side, as the panel sees it. */
export interface Host {
  readonly memory: PageMemory;
  post(message: FromPanel): void;
  remember(news: PageMemory): void;
}

/** A wheel that zooms tells of sixty views in a second. */
const MEMORY_PAUSE_MS = 200;

/** May be asked for once in the life of a page. */
export function editorHost(): Host {
  const api = acquireVsCodeApi();
  let memory = readMemory(api.getState());
  let timer = 0;
  const save = (): void => {
    clearTimeout(timer);
    timer = 0;
    api.setState(memory);
  };
  window.addEventListener('pagehide', save);
  return {
    get memory() {
      return memory;
    },
    post: (message) => {
      api.postMessage(message);
    },
    remember: (news) => {
      memory = { ...memory, ...news };
      timer ||= window.setTimeout(save, MEMORY_PAUSE_MS);
    },
  };
}

/** It may be of another version of the panel; what cannot be read is forgotten. */
function readMemory(kept: unknown): PageMemory {
  if (!isObject(kept)) return {};
  const tab = readTab(kept['tab']);
  const run = readRunView(kept['run']);
  return { ...(tab && { tab }), ...(run && { run }) };
}

function readRunView(kept: unknown): RunView | null {
  if (!isObject(kept) || typeof kept['runId'] !== 'string') return null;
  const { runId, range, chosen } = kept;
  return { runId, range: readRange(range), chosen: Number.isInteger(chosen) ? (chosen as number) : null };
}

function readRange(kept: unknown): TimeRange | null {
  if (!isObject(kept)) return null;
  const { startMs, endMs } = kept;
  return typeof startMs === 'number' && typeof endMs === 'number' && startMs < endMs ? { startMs, endMs } : null;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

export type Wish = (wish: PanelWish) => void;
