import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit-html';
import type { Palette } from '../draw/hues';
import { Surface } from '../draw/surface';
import { drawGaps, GAP_CHART_HEIGHT } from '../draw/drawGaps';
import { stallThresholdMs } from '../layout/gapScale';
import { gapBars, type GapBars } from '../layout/gapBars';
import type { ChunkSeries } from '../state/chunkSeries';
import type { Words } from './words';

/** How often each length of gap came. Grows with a run under way. */
export class GapChart {
  readonly element = document.createElement('section');
  readonly #canvas = document.createElement('canvas');
  readonly #surface: Surface;
  readonly #resized: ResizeObserver;
  #palette: Palette;
  #words: Words;
  #series: ChunkSeries | null = null;
  #drawnLength = -1;
  #frame = 0;

  constructor(palette: Palette, words: Words) {
    this.#palette = palette;
    this.#words = words;
    this.#surface = new Surface(this.#canvas);
    this.#canvas.setAttribute('role', 'img');
    this.element.className = 'gaps';
    this.#resized = new ResizeObserver(() => {
      this.#redraw();
    });
    this.#resized.observe(this.element);
  }

  update(series: ChunkSeries): void {
    if (series === this.#series && series.length === this.#drawnLength) return;
    this.#series = series;
    this.#draw();
  }

  theme(palette: Palette, words: Words): void {
    this.#palette = palette;
    this.#words = words;
    this.#redraw();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resized.disconnect();
  }

  #redraw(): void {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const series = this.#series;
    if (series === null) return;
    this.#drawnLength = series.length;
    const some = series.gaps.total > 0;
    render(
      html`
        <h2>${l10n.t('Gaps between chunks')} <small>${l10n.t('count by length, log scale')}</small></h2>
        ${some ? this.#canvas : nothing}
        ${some ? nothing : html`<p class="muted">${l10n.t('With fewer than two chunks there is no gap.')}</p>`}
      `,
      this.element,
    );
    const width = this.element.clientWidth;
    if (!some || width === 0) return;
    const bars = gapBars(series.gaps, width);
    this.#surface.clear(width, GAP_CHART_HEIGHT);
    this.#canvas.style.height = `${GAP_CHART_HEIGHT}px`;
    this.#canvas.setAttribute('aria-label', this.#spoken(bars, series));
    drawGaps(this.#surface.context, bars, {
      palette: this.#palette,
      font: `12px ${getComputedStyle(this.element).fontFamily}`,
      stallMs: stallThresholdMs(series),
      text: this.#words.duration,
      count: this.#words.count,
    });
  }

  #spoken({ bars }: GapBars, { gaps }: ChunkSeries): string {
    const { duration, count } = this.#words;
    const parts = bars
      .filter((bar) => bar.count > 0)
      .map((bar) => l10n.t('{0} to {1}: {2}', duration(bar.fromMs), duration(bar.toMs), count(bar.count)));
    return l10n.t('Histogram of {0} gaps, longest {1}. {2}', count(gaps.total), duration(gaps.maxMs), parts.join('; '));
  }
}
