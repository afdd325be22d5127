import * as l10n from '@vscode/l10n';
import { render } from 'lit-html';
import type { CardQuestion } from '../src/core/sweep/askedCard';
import type { ToPanel } from '../src/messages/panelMessages';
import type { SweepForm } from '../src/messages/sweepForm';
import { svgFile } from './draw/svgFile';
import { reduceSweep } from './state/sweep/reduceSweep';
import type { SweepChoices } from './state/sweep/sweepChoices';
import { EMPTY_SWEEP, type SweepModel } from './state/sweep/sweepModel';
import type { Tab } from './tabs';
import type { Host } from './view/host';
import type { SweepDeeds } from './view/sweep/deeds';
import type { SweepTools } from './view/sweep/parts';
import { legendOf } from './view/sweep/legendOf';
import { sweepPage } from './view/sweep/sweepPage';
import { wordsFor } from './view/words';

/** News of a sweep under way is drawn no more often than this: numbers that change faster cannot be read. */
const CALM_MS = 150;

/** Joins the parts of the Sweep tab: messages and wishes change the model, and the model is drawn at most once per frame. */
export class SweepTab implements Tab {
  readonly id = 'sweep';
  readonly title = l10n.t('Sweep');
  readonly element = document.createElement('div');
  readonly #host: Host;
  readonly #resized: ResizeObserver;
  readonly #pen = document.createElement('canvas').getContext('2d');
  #model: SweepModel = EMPTY_SWEEP;
  #words = wordsFor('en');
  #width = 0;
  #isShown = false;
  #frame = 0;
  #timer = 0;

  constructor(host: Host) {
    this.#host = host;
    this.element.className = 'sweep';
    this.#resized = new ResizeObserver(() => this.#measureWidth());
    this.#resized.observe(this.element);
  }

  take(message: ToPanel): void {
    if (message.type === 'hydrate') {
      this.#words = wordsFor(message.state.locale);
      if (this.#isShown) this.#open();
    }
    const before = this.#model;
    this.#model = reduceSweep(before, message);
    if (this.#model === before) return;
    if (message.type === 'sweepNow' && message.now !== null)
      this.#timer ||= window.setTimeout(() => this.#ask(), CALM_MS);
    else this.#ask();
  }

  show(isShown: boolean): void {
    this.#isShown = isShown;
    if (!isShown) return;
    if (this.#model.draft === null) this.#open();
    this.#ask();
  }

  /** A sweep of an hour is not stopped by a key that closes menus. */
  escape(): boolean {
    return false;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#resized.disconnect();
  }

  #open(): void {
    this.#host.post({ type: 'sweepOpen' });
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
    render(sweepPage(this.#model, this.#deeds, this.#tools), this.element);
  }

  get #tools(): SweepTools {
    return {
      words: this.#words,
      width: this.#width,
      measure: (text) => this.#pen?.measureText(text).width ?? text.length * 7,
      choices: this.#model.choices,
      choose: (patch) => this.#choose(patch),
      ask: (patch) => this.#askCard(patch),
      savePicture: (chart, name) => this.#savePicture(chart, name),
    };
  }

  get #deeds(): SweepDeeds {
    return {
      words: this.#words,
      wish: (wish) => this.#host.post({ type: 'sweepWish', wish }),
      set: (change) => this.#set(change),
      fill: (change) => this.#fill(change),
    };
  }

  #choose(patch: Partial<SweepChoices>): void {
    this.#set({ choices: { ...this.#model.choices, ...patch } });
  }

  /** Answered here at once, and told to the editor, which keeps it and answers it in what is saved. */
  #askCard(patch: Partial<CardQuestion>): void {
    this.#choose(patch);
    const { workload, claims } = this.#model.choices;
    this.#host.post({ type: 'sweepCard', question: { workload, claims } });
  }

  #set(change: Partial<SweepModel>): void {
    this.#model = { ...this.#model, ...change };
    this.#ask();
  }

  /** Shown at once, and told to the editor, which answers with what it will use at most. */
  #fill(change: Partial<SweepForm>): void {
    const { draft } = this.#model;
    if (draft === null) return;
    const form = { ...draft.form, ...change };
    const revision = draft.revision + 1;
    this.#set({ draft: { ...draft, form, revision, outlook: null, problem: null } });
    this.#host.post({ type: 'sweepForm', form, revision });
  }

  /** Once for each drawing: asking for a style in the middle of it makes the page lay itself out again. */
  #useFont(): void {
    const { fontSize, fontFamily } = getComputedStyle(this.element);
    if (this.#pen !== null) this.#pen.font = `${fontSize} ${fontFamily}`;
  }

  #savePicture(chart: SVGSVGElement, name: string): void {
    const title = chart.closest('section')?.querySelector('h2')?.textContent ?? '';
    this.#host.post({ type: 'sweepSavePicture', name, svg: svgFile(chart, title, legendOf(chart)) });
  }
}
