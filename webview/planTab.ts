import { render, type nothing, type TemplateResult } from 'lit-html';
import type { FromPanel, PanelTab, ToPanel } from '../src/messages/panelMessages';
import type { Tab } from './tabs';
import type { Host } from './view/host';
import { wordsFor, type Words } from './view/words';

/** News of what is under way is drawn no more often than this: text and numbers that change faster cannot be read. */
const CALM_MS = 150;

/** What a page is drawn from, and how it changes what it shows. */
export interface Desk<Model> {
  /** As it is now, not as it was when the page was drawn. */
  readonly model: Model;
  readonly words: Words;
  /** Width of the tab's content, in pixels. */
  readonly width: number;
  /** Width of a text in the page's font. */
  measure(text: string): number;
  /** Changes what is shown, on this page only. */
  set(change: Partial<Model>): void;
}

/** What one tab has of its own. */
export interface PlanTabParts<Model> {
  readonly id: PanelTab;
  readonly title: string;
  readonly empty: Model;
  /** Asks the editor for everything that there is to show. */
  readonly opening: FromPanel;
  readonly reduce: (model: Model, message: ToPanel) => Model;
  /** News of what is under way, which may come many times in a second. */
  readonly isNews: (message: ToPanel) => boolean;
  readonly page: (desk: Desk<Model>) => TemplateResult | typeof nothing;
  /** Something that the page has only now been seen to need. */
  readonly onDrawn?: (model: Model) => void;
}

/** A tab in which something is planned, measured and looked at: messages and wishes change the model, and the model is drawn at most once per frame. */
export class PlanTab<Model extends { readonly draft: object | null }> implements Tab, Desk<Model> {
  readonly id: PanelTab;
  readonly title: string;
  readonly element = document.createElement('div');
  readonly #host: Host;
  readonly #parts: PlanTabParts<Model>;
  readonly #resized: ResizeObserver;
  readonly #pen = document.createElement('canvas').getContext('2d');
  #model: Model;
  #words = wordsFor('en');
  #width = 0;
  #isShown = false;
  #frame = 0;
  #timer = 0;

  constructor(host: Host, parts: PlanTabParts<Model>) {
    this.#host = host;
    this.#parts = parts;
    this.id = parts.id;
    this.title = parts.title;
    this.#model = parts.empty;
    this.element.className = parts.id;
    this.#resized = new ResizeObserver(() => this.#measureWidth());
    this.#resized.observe(this.element);
  }

  get model(): Model {
    return this.#model;
  }

  get words(): Words {
    return this.#words;
  }

  get width(): number {
    return this.#width;
  }

  measure(text: string): number {
    return this.#pen?.measureText(text).width ?? text.length * 7;
  }

  set(change: Partial<Model>): void {
    this.#model = { ...this.#model, ...change };
    this.#ask();
  }

  take(message: ToPanel): void {
    if (message.type === 'hydrate') {
      this.#words = wordsFor(message.state.locale);
      if (this.#isShown) this.#open();
    }
    const before = this.#model;
    this.#model = this.#parts.reduce(before, message);
    if (this.#model === before) return;
    if (this.#parts.isNews(message)) this.#timer ||= window.setTimeout(() => this.#ask(), CALM_MS);
    else this.#ask();
  }

  show(isShown: boolean): void {
    this.#isShown = isShown;
    if (!isShown) return;
    if (this.#model.draft === null) this.#open();
    this.#ask();
  }

  /** What takes an hour is not stopped by a key that closes menus. */
  escape(): boolean {
    return false;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#resized.disconnect();
  }

  #open(): void {
    this.#host.post(this.#parts.opening);
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
    render(this.#parts.page(this), this.element);
    this.#parts.onDrawn?.(this.#model);
  }

  /** Once for each drawing: asking for a style in the middle of it makes the page lay itself out again. */
  #useFont(): void {
    const { fontSize, fontFamily } = getComputedStyle(this.element);
    if (this.#pen !== null) this.#pen.font = `${fontSize} ${fontFamily}`;
  }
}
