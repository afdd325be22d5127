import * as l10n from '@vscode/l10n';
import { render } from 'lit-html';
import { READING_WORDS_PER_MINUTE, readingSpeed } from '../src/core/readingSpeed';
import type { ComparePlan } from '../src/messages/compareTabMessages';
import type { ToPanel } from '../src/messages/panelMessages';
import { PICTURE_FORMATS, type PictureFormat } from '../src/messages/runTabMessages';
import { readPalette } from './draw/palette';
import { EMPTY_COMPARE, type CompareModel } from './state/compareModel';
import { compareRows } from './state/compareRows';
import { reduceCompare } from './state/reduceCompare';
import type { Tab } from './tabs';
import { comparisonFile } from './view/compare/comparisonFile';
import { comparePage } from './view/compare/comparePage';
import { outputSides } from './view/compare/outputs';
import type { ChartName, CompareTools } from './view/compare/parts';
import type { Host } from './view/host';
import { wordsFor } from './view/words';

/** News of a run under way is drawn no more often than this: text that changes faster cannot be read. */
const CALM_MS = 150;

/** Joins the parts of the Compare tab: messages and wishes change the model, and the model is drawn at most once per frame. */
export class CompareTab implements Tab {
  readonly id = 'compare';
  readonly title = l10n.t('Compare');
  readonly element = document.createElement('div');
  readonly #host: Host;
  readonly #resized: ResizeObserver;
  readonly #pen = document.createElement('canvas').getContext('2d');
  #model: CompareModel = EMPTY_COMPARE;
  #words = wordsFor('en');
  #readingWordsPerMinute = READING_WORDS_PER_MINUTE;
  #width = 0;
  #isShown = false;
  #frame = 0;
  #timer = 0;
  /** Runs whose details are on their way. */
  readonly #asked = new Set<string>();

  constructor(host: Host) {
    this.#host = host;
    this.element.className = 'compare';
    this.#resized = new ResizeObserver(() => this.#measureWidth());
    this.#resized.observe(this.element);
  }

  take(message: ToPanel): void {
    if (message.type === 'hydrate') {
      this.#words = wordsFor(message.state.locale);
      this.#readingWordsPerMinute = message.state.readingWordsPerMinute;
      if (this.#isShown) this.#open();
    }
    if (message.type === 'reading') {
      this.#readingWordsPerMinute = message.readingWordsPerMinute;
      this.#ask();
    }
    const before = this.#model;
    this.#model = reduceCompare(before, message);
    if (this.#model === before) return;
    if (this.#model.series?.id !== before.series?.id) this.#asked.clear();
    if (message.type === 'compareCurrent') this.#timer ||= window.setTimeout(() => this.#ask(), CALM_MS);
    else this.#ask();
  }

  show(isShown: boolean): void {
    this.#isShown = isShown;
    if (!isShown) return;
    if (this.#model.draft === null) this.#open();
    this.#ask();
  }

  /** A series of an hour is not stopped by a key that closes menus. */
  escape(): boolean {
    return false;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#resized.disconnect();
  }

  #open(): void {
    this.#host.post({ type: 'compareOpen' });
  }

  #ask(): void {
    if (this.#isShown) this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #measureWidth(): void {
    const width = Math.floor(this.element.clientWidth);
    if (width === this.#width) return;
    this.#width = width;
    this.#ask();
  }

  #draw(): void {
    this.#frame = 0;
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (this.#width === 0) return;
    this.#useFont();
    render(comparePage(this.#model, this.#tools), this.element);
    this.#askDetails();
  }

  /** Curves and texts are fetched for the runs that are looked at: all of a long series would be many megabytes. */
  #askDetails(): void {
    const views = compareRows(this.#model);
    const wanted = [...views.flatMap(({ row }) => row.medianRun ?? []), ...(outputSides(views, this.#model) ?? [])];
    const runIds = [...new Set(wanted)].filter((id) => !this.#model.details.has(id) && !this.#asked.has(id));
    if (runIds.length === 0) return;
    for (const runId of runIds) this.#asked.add(runId);
    this.#host.post({ type: 'compareAsk', runIds });
  }

  get #tools(): CompareTools {
    return {
      words: this.#words,
      readingTokensPerSecond: readingSpeed(this.#readingWordsPerMinute).tokens,
      width: this.#width,
      wish: (wish) => this.#host.post({ type: 'compareWish', wish }),
      set: (change) => this.#set(change),
      plan: (change) => this.#plan(change),
      showRun: (runId) => this.#host.post({ type: 'compareShowRun', runId }),
      measure: (text) => this.#measure(text),
      formats: PICTURE_FORMATS,
      savePicture: (_, name, format) => this.#savePicture(name, format),
      saveCharts: (format) => this.#savePicture('charts', format),
    };
  }

  #set(change: Partial<CompareModel>): void {
    this.#model = { ...this.#model, ...change };
    this.#ask();
  }

  /** Shown at once, and told to the editor, which answers with what it may cost. */
  #plan(change: Partial<ComparePlan>): void {
    const { draft } = this.#model;
    if (draft === null) return;
    const plan = { ...draft.plan, ...change };
    this.#set({ draft: { ...draft, plan, outlook: null } });
    this.#host.post({ type: 'comparePlan', plan });
  }

  /** Once for each drawing: asking for a style in the middle of it makes the page lay itself out again. */
  #useFont(): void {
    const { fontSize, fontFamily } = getComputedStyle(this.element);
    if (this.#pen !== null) this.#pen.font = `${fontSize} ${fontFamily}`;
  }

  #measure(text: string): number {
    return this.#pen?.measureText(text).width ?? text.length * 7;
  }

  #savePicture(name: ChartName | 'charts', format: PictureFormat): void {
    const palette = readPalette(document.documentElement);
    const data = comparisonFile(this.#model, name, format, { ...this.#tools, palette });
    if (data !== null) this.#host.post({ type: 'compareSavePicture', name, format, data });
  }
}
