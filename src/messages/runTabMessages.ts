import type { Cost, RunReport } from '../core/runReport';
import type { RunHeader, RunUpdate } from '../core/runUpdate';
import type { RunProgress } from '../core/runProgress';
import type { Price } from '../core/target';
import { oneOf } from './oneOf';
import { PICTURE_FORMATS, type PictureFormat } from './pictures';

/** What the Run tab and the editor say to each other. */

/** One run as the panel shows it: under way (`progress` holds all chunks so far) or done (`report`). */
export interface PanelRun {
  readonly run: RunHeader;
  readonly progress: RunProgress | null;
  readonly report: RunReport | null;
}

/** Everything that the Run tab needs when it is born, shown again, or restored. */
export interface RunTabState {
  readonly run: PanelRun | null;
  /** Name of the target that the next run would use. */
  readonly targetName: string;
  readonly readingWordsPerMinute: number;
}

/** Where the text of a chunk is: in the editor as it came, changed, gone from its document, or in no document at all. */
export type TextPlace = 'there' | 'edited' | 'gone' | 'nowhere';

/** A chunk is the chosen one: because the panel asked for it, or because the cursor stands in its text. */
export interface Marked {
  readonly type: 'marked';
  readonly runId: string;
  readonly index: number;
  readonly by: 'panel' | 'editor';
  readonly place: TextPlace;
}

/** What a run costs now that a price was given or taken back. */
export interface Priced {
  readonly type: 'priced';
  readonly runId: string;
  readonly cost: Cost | null;
  readonly costReason: string | null;
  /** The price that the person gave in the panel; `null`: that of the target or of the table is in use. */
  readonly ownPrice: Price | null;
}

export type ToRunTab =
  RunUpdate | Marked | Priced | { readonly type: 'reading'; readonly readingWordsPerMinute: number };

/** Wishes of the person in front of the Run tab; each becomes a command of the editor. */
export const PANEL_WISHES = [
  'runAgain',
  'compare',
  'stop',
  'pickTarget',
  'setKey',
  'openSample',
  'openSource',
  'copyMarkdown',
  'copyCurl',
  'exportJson',
  'exportCsv',
  'exportHtml',
  'toggleTokenHeat',
] as const;
export type PanelWish = (typeof PANEL_WISHES)[number];

/** What the Run tab asks for beside wishes; all of it is about the run that it shows. */
export type RunTabRequest =
  /** A chunk was chosen; `null`: none any more. */
  | { readonly type: 'select'; readonly runId: string; readonly index: number | null }
  /** A page that was made anew has this chunk chosen still; nobody has to be led to its text. */
  | { readonly type: 'reselect'; readonly runId: string; readonly index: number }
  /** A price for the model of the run; `null` takes it back. */
  | { readonly type: 'price'; readonly runId: string; readonly price: Price | null }
  | PictureRequest;

/** The charts, to be saved: SVG as text, PNG as base64. */
export interface PictureRequest {
  readonly type: 'picture';
  readonly runId: string;
  readonly format: PictureFormat;
  readonly data: string;
}

export type FromRunTab =
  { readonly type: 'wish'; readonly wish: PanelWish; readonly runId: string | null } | RunTabRequest;

/** What came from the Run tab, checked; `null` for anything that is not one of its messages. */
export function readFromRunTab(message: object): FromRunTab | null {
  const { type, runId, ...rest } = message as Readonly<Record<string, unknown>>;
  if (type === 'wish') {
    const wish = oneOf(PANEL_WISHES, rest['wish']);
    return wish && { type, wish, runId: typeof runId === 'string' ? runId : null };
  }
  if (typeof runId !== 'string') return null;
  switch (type) {
    case 'select': {
      const { index } = rest;
      return index === null || isIndex(index) ? { type, runId, index } : null;
    }
    case 'reselect': {
      const { index } = rest;
      return isIndex(index) ? { type, runId, index } : null;
    }
    case 'price': {
      const { price } = rest;
      return price === null || isPrice(price) ? { type, runId, price } : null;
    }
    case 'picture': {
      const { data } = rest;
      const format = oneOf(PICTURE_FORMATS, rest['format']);
      return format && typeof data === 'string' ? { type, runId, format, data } : null;
    }
    default:
      return null;
  }
}

const isIndex = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

const isAmount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

const isPrice = (value: unknown): value is Price =>
  typeof value === 'object' &&
  value !== null &&
  'inputPerMTok' in value &&
  isAmount(value.inputPerMTok) &&
  'outputPerMTok' in value &&
  isAmount(value.outputPerMTok) &&
  (!('cachedInputPerMTok' in value) || value.cachedInputPerMTok === undefined || isAmount(value.cachedInputPerMTok));
