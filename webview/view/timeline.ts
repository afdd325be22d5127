import * as l10n from '@vscode/l10n';
import { html, render } from 'lit-html';
import { drawLanes } from '../draw/drawLanes';
import type { Palette } from '../draw/hues';
import { Surface, textMeasure } from '../draw/surface';
import { lanesScene, type LanesScene } from '../layout/lanesScene';
import { sliceTable } from './sliceTable';
import type { TimelineInput } from './timelineInput';
import { isWhole, pan, spanMs, timeAt, zoom, type TimeRange } from '../layout/timeRange';
import { chunkUnder, chunkWords } from './chunkWords';
import { crosshair, placeSentence } from './crosshair';
import { timelineLegend } from './timelineLegend';
import { timelineTitles } from './timelineTitles';
import { attachPointer } from './timelinePointer';
import type { RunView } from './host';
import type { Words } from './words';
import { zoomButtons } from './zoomButtons';

export interface TimelineDeeds {
  /** A chunk was chosen, or none any more. */
  readonly choose: (index: number | null) => void;
  /** Another part is in view; `null`: all of it. */
  readonly viewed: (range: TimeRange | null) => void;
}

const ZOOM_STEP = 1.5;
const PAN_SHARE = 0.15;

/**
 * Three lanes on one time axis under one crosshair. Owns its part of the page, because a canvas that is drawn many times
 * a second has no business in a template.
 */
export class Timeline {
  readonly element = document.createElement('section');
  readonly #plot = document.createElement('div');
  readonly #surface: Surface;
  readonly #ended = new AbortController();
  readonly #resized: ResizeObserver;
  readonly #deeds: TimelineDeeds;
  #words: Words;
  #palette: Palette;
  /** Remembers widths of texts, so it lives as long as the font. */
  #measure: (text: string) => number = () => 0;
  #fonts = { plain: '', bold: '' };
  #input: TimelineInput | null = null;
  #scene: LanesScene | null = null;
  /** The part in view; `null`: all of it, also when it grows. */
  #view: TimeRange | null = null;
  #runId: string | null = null;
  /** Index of the chosen chunk that was brought into view; from there on the person may look elsewhere. */
  #shown: number | null = null;
  /** Index of the chunk under the crosshair. */
  #pointed: number | null = null;
  #isTableOpen = false;
  /** Known here before the model comes round with it. */
  #hasChoice = false;
  #frame = 0;

  constructor(palette: Palette, words: Words, deeds: TimelineDeeds) {
    this.#palette = palette;
    this.#deeds = deeds;
    this.#words = words;
    const canvas = document.createElement('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    this.#surface = new Surface(canvas);
    this.element.className = 'timeline';
    this.#plot.className = 'plot';
    this.#plot.append(canvas);
    this.#plot.tabIndex = 0;
    this.#resized = new ResizeObserver(() => {
      this.redraw();
    });
    this.#resized.observe(this.element);
    const { signal } = this.#ended;
    this.#plot.addEventListener('keydown', (event) => this.#key(event), { signal });
    this.#plot.addEventListener('blur', () => this.#point(null), { signal });
    attachPointer(this.#plot, signal, {
      zoom: (factor, x) => this.#zoom(factor, this.#timeAt(x)),
      pan: (px) => this.#panPx(px),
      point: (x) => this.#point(x === null ? null : this.#chunkAt(x)),
      choose: (x) => this.#pick(this.#chunkAt(x)),
      reset: () => this.#reset(),
      canZoomOut: () => this.#view !== null,
    });
  }

  update(input: TimelineInput): void {
    if (this.#input?.series !== input.series) this.#pointed = null;
    if (this.#runId !== input.runId) this.restore(input.runId, { range: null, chosen: null });
    // The axis of a run under way ends later than the run itself.
    if (this.#view !== null) this.#view = pan(this.#view, input.whole, 0);
    const { marked } = input;
    const isNews = marked !== null && marked.index !== this.#shown;
    this.#shown = marked?.index ?? null;
    this.#input = input;
    this.#hasChoice = marked !== null;
    if (isNews) this.#bringIntoView(input.series.at(marked.index));
    this.#draw();
  }

  /** Shows of a run what a page that is gone had shown of it. */
  restore(runId: string, { range, chosen }: Pick<RunView, 'range' | 'chosen'>): void {
    this.#runId = runId;
    this.#view = range;
    this.#shown = chosen;
  }

  theme(palette: Palette, words: Words): void {
    this.#palette = palette;
    this.#words = words;
    this.#fonts.plain = '';
    this.redraw();
  }

  /** Draws in the next frame, however often it is asked for. */
  redraw(): void {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
    this.#ended.abort();
  }

  /** The part in view. */
  get range(): TimeRange {
    return this.#view ?? this.#input?.whole ?? { startMs: 0, endMs: 1 };
  }

  /** The same, but `null` while that is all of it. */
  get view(): TimeRange | null {
    return this.#view;
  }

  #toggleTable({ target }: Event): void {
    if (!(target instanceof HTMLDetailsElement) || target.open === this.#isTableOpen) return;
    this.#isTableOpen = target.open;
    this.redraw();
  }

  /** The page's font, as the canvas wants it. Asked for once per theme: computing a style in each frame is not free. */
  #useFonts(): void {
    if (this.#fonts.plain !== '') return;
    const family = getComputedStyle(this.element).fontFamily;
    this.#fonts = { plain: `12px ${family}`, bold: `600 12px ${family}` };
    this.#measure = textMeasure(this.#surface.context, this.#fonts.bold);
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const input = this.#input;
    const width = this.element.clientWidth;
    if (input === null || width === 0) return;
    this.#useFonts();
    const words = this.#words;
    const scene = lanesScene(
      { ...input, range: this.range, width, pixelRatio: window.devicePixelRatio },
      { phase: words.phaseText, stall: words.stallText, measure: this.#measure },
      this.#scene,
    );
    this.#scene = scene;
    this.#surface.clear(width, scene.boxes.height);
    drawLanes(this.#surface.context, scene, {
      palette: this.#palette,
      font: this.#fonts.plain,
      boldFont: this.#fonts.bold,
      axisText: words.axisTime,
      stallText: ({ stall }) => words.stallText(stall),
      decodes: input.series.channel(input.series.firstAnswer ?? 0),
      faded: input.faded,
    });
    this.#dress(input, scene);
  }

  /** The parts that are page and not ink: titles, crosshair, text of the chunk under it, legend, buttons. */
  #dress(input: TimelineInput, scene: LanesScene): void {
    const zoomed = this.#view !== null;
    const pointing = { series: input.series, pointed: this.#pointed, marked: input.marked };
    render(
      html`
        <h2 class="visually-hidden">${l10n.t('Timeline')}</h2>
        <div class="chart">
          ${this.#plot} ${timelineTitles(scene, this.#words)} ${crosshair(pointing, scene, this.#words)}
        </div>
        <div class="under-chart">
          ${timelineLegend(scene, this.#words)}
          ${zoomButtons(zoomed, {
            zoomIn: () => this.#zoomMiddle(1 / ZOOM_STEP),
            zoomOut: () => this.#zoomMiddle(ZOOM_STEP),
            showAll: () => this.#reset(),
          })}
        </div>
        ${sliceTable(scene, this.#words, { isOpen: this.#isTableOpen, toggle: (event) => this.#toggleTable(event) })}
        <p class="visually-hidden" aria-live="polite">${this.#spoken(input)}</p>
      `,
      this.element,
    );
    this.#plot.setAttribute('role', 'application');
    this.#plot.setAttribute('aria-roledescription', l10n.t('timeline'));
    this.#plot.setAttribute('aria-label', input.summary);
    this.#plot.setAttribute('aria-keyshortcuts', '+ - 0 ArrowLeft ArrowRight Enter Escape');
    this.#plot.style.height = `${scene.boxes.height}px`;
    this.#plot.classList.toggle('zoomed', zoomed);
  }

  #spoken({ series, marked }: TimelineInput): string {
    if (document.activeElement !== this.#plot) return '';
    const index = this.#pointed ?? marked?.index ?? null;
    if (index === null) return '';
    const { numbers, text } = chunkWords(series, index, this.#words);
    const place = marked?.index === index ? marked.place : null;
    const said = place === null ? '' : ` ${placeSentence(place, series.channel(index) === 'reasoning')}`;
    return `${numbers}: ${text}${said}`;
  }

  #timeAt(x: number): number {
    const gutter = this.#scene?.boxes.gutter ?? 0;
    return timeAt(this.range, this.#scene?.plotWidth ?? 1, x - gutter);
  }

  #chunkAt(x: number): number | null {
    return this.#scene === null ? null : chunkUnder(this.#scene, x - this.#scene.boxes.gutter);
  }

  #point(index: number | null): void {
    if (index === this.#pointed) return;
    this.#pointed = index;
    this.redraw();
  }

  #pick(index: number | null): void {
    this.#hasChoice = index !== null;
    this.#deeds.choose(index);
  }

  #look(view: TimeRange): void {
    if (this.#input === null) return;
    this.#view = isWhole(view, this.#input.whole) ? null : view;
    this.#deeds.viewed(this.#view);
    this.redraw();
  }

  #zoom(factor: number, anchorMs: number): void {
    if (this.#input !== null) this.#look(zoom(this.range, this.#input.whole, factor, anchorMs));
  }

  #zoomMiddle(factor: number): void {
    const pointed = this.#pointed === null ? null : (this.#input?.series.at(this.#pointed) ?? null);
    this.#zoom(factor, pointed ?? (this.range.startMs + this.range.endMs) / 2);
  }

  #panPx(px: number): void {
    const byMs = (px / (this.#scene?.plotWidth ?? 1)) * spanMs(this.range);
    if (this.#input !== null) this.#look(pan(this.range, this.#input.whole, byMs));
  }

  #reset(): void {
    this.#view = null;
    this.#deeds.viewed(null);
    this.redraw();
  }

  /** One chunk on, from the crosshair or from the border of what is in view. */
  #step(by: number): void {
    const series = this.#input?.series;
    if (series === undefined || series.length === 0) return;
    const from = this.#pointed ?? this.#input?.marked?.index ?? series.firstFrom(this.range.startMs) - (by > 0 ? 1 : 0);
    const index = Math.min(series.length - 1, Math.max(0, from + by));
    this.#bringIntoView(series.at(index));
    this.#point(index);
  }

  /** Moves what is in view as little as shows the moment with some room around it. */
  #bringIntoView(atMs: number): void {
    const { startMs, endMs } = this.range;
    if (this.#input === null || (atMs >= startMs && atMs <= endMs)) return;
    const byMs = atMs - (startMs + endMs) / 2;
    this.#look(pan(this.range, this.#input.whole, byMs));
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const width = this.#scene?.plotWidth ?? 0;
    const back = event.key === 'ArrowLeft' ? -1 : 1;
    switch (event.key) {
      case '+':
      case '=':
        this.#zoomMiddle(1 / ZOOM_STEP);
        break;
      case '-':
      case '_':
        this.#zoomMiddle(ZOOM_STEP);
        break;
      case 'Enter':
      case ' ':
        this.#pick(this.#pointed ?? this.#input?.marked?.index ?? null);
        break;
      case 'Escape':
        if (this.#hasChoice) this.#pick(null);
        // It is the page's as well: a run under way stops at once, whatever was chosen meanwhile.
        return;
      case '0':
      case 'Home':
        this.#reset();
        break;
      case 'ArrowLeft':
      case 'ArrowRight':
        // With all in view there is nothing to pan to, so plain arrows walk the chunks as well.
        if (event.shiftKey || this.#view === null) this.#step(back);
        else this.#panPx(back * width * PAN_SHARE);
        break;
      default:
        return;
    }
    event.preventDefault();
  }
}
