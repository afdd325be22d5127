import * as l10n from '@vscode/l10n';
import { render } from 'lit-html';
import type { ToPanel } from '../src/messages/panelMessages';
import type { PictureFormat } from '../src/messages/pictures';
import type { PanelWish } from '../src/messages/runTabMessages';
import type { Palette } from './draw/hues';
import { onThemeChange, readPalette } from './draw/palette';
import { PriceChanges } from './priceChanges';
import { EMPTY_MODEL, isRunning, type PanelModel, type ShownRun } from './state/panelModel';
import { choose, reduce } from './state/reduce';
import { GapChart } from './view/gapChart';
import type { Host } from './view/host';
import type { Tab } from './tabs';
import { page } from './view/page';
import { savedPicture } from './view/savedPicture';
import { Timeline } from './view/timeline';
import { timelineInput, type TimelineInput } from './view/timelineInput';
import { wordsFor } from './view/words';

/** As often as news comes. More frames would show nothing new and take time from a model that runs on this machine. */
const FRAME_MS = 50;
/** Text that changes faster than this cannot be read. */
const TEXT_MS = 100;
const CALM_FRAME_MS = 500;

/** Joins the parts of the Run tab: messages change the model, and the model is drawn at most once per frame. */
export class RunTab implements Tab {
  readonly id = 'run';
  readonly title = l10n.t('Run');
  readonly element = document.createElement('div');
  readonly #host: Host;
  readonly #timeline: Timeline;
  readonly #gaps: GapChart;
  readonly #stopWatchingTheme: () => void;
  readonly #calm = window.matchMedia('(prefers-reduced-motion: reduce)');
  readonly #prices: PriceChanges;
  #palette: Palette;
  #model: PanelModel = EMPTY_MODEL;
  #words = wordsFor(EMPTY_MODEL.locale);
  #frame = 0;
  #drawnAtMs = Number.NEGATIVE_INFINITY;
  #textAtMs = Number.NEGATIVE_INFINITY;
  /** Something happened that has to be seen in the very next frame. */
  #urgent = false;
  #isShown = false;

  constructor(host: Host) {
    this.#host = host;
    const palette = readPalette(document.documentElement);
    this.#palette = palette;
    this.#prices = new PriceChanges({
      tell: (runId, price) => host.post({ type: 'price', runId, price }),
      redraw: () => this.#hurry(),
    });
    this.#timeline = new Timeline(palette, this.#words, {
      choose: (index) => this.#choose(index),
      viewed: () => this.#remember(),
    });
    this.#gaps = new GapChart(palette, this.#words);
    this.#stopWatchingTheme = onThemeChange(() => this.#dress());
  }

  take(message: ToPanel): void {
    const before = this.#model.locale;
    this.#model = reduce(this.#model, message, performance.now());
    if (this.#model.locale !== before) {
      this.#words = wordsFor(this.#model.locale);
      this.#dress();
    }
    if (message.type === 'hydrate') this.#restore();
    this.#urgent ||= message.type !== 'progress';
    this.#ask();
  }

  show(isShown: boolean): void {
    this.#isShown = isShown;
    if (isShown) this.#hurry();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#stopWatchingTheme();
    this.#timeline.dispose();
    this.#gaps.dispose();
  }

  /** Escape, when nothing on the page wanted it. */
  escape(): boolean {
    if (!isRunning(this.#model.run)) return false;
    this.#wish('stop');
    return true;
  }

  #ask(): void {
    if (this.#isShown) this.#frame ||= requestAnimationFrame((nowMs) => this.#draw(nowMs));
  }

  #draw(nowMs: number): void {
    this.#frame = 0;
    const { run } = this.#model;
    const pauseMs = this.#calm.matches ? CALM_FRAME_MS : FRAME_MS;
    if (this.#urgent || nowMs - this.#drawnAtMs >= pauseMs) {
      this.#drawnAtMs = nowMs;
      if (this.#urgent || nowMs - this.#textAtMs >= Math.max(pauseMs, TEXT_MS)) this.#write(nowMs);
      this.#urgent = false;
      if (run !== null) {
        this.#timeline.update(this.#input(run, nowMs));
        this.#gaps.update(run.series);
      }
    }
    // A clock is running on the page, so frames go on until the report is there.
    if (isRunning(run)) this.#ask();
  }

  #write(nowMs: number): void {
    this.#textAtMs = nowMs;
    const { run } = this.#model;
    const parts = {
      words: this.#words,
      wish: (wish: PanelWish) => this.#wish(wish),
      picture: (format: PictureFormat) => this.#savePicture(format),
      price: run && this.#prices.of(run),
      timeline: this.#timeline.element,
      gaps: this.#gaps.element,
      nowMs,
    };
    render(page(this.#model, parts), this.element);
  }

  #dress(): void {
    const palette = readPalette(document.documentElement);
    this.#palette = palette;
    this.#timeline.theme(palette, this.#words);
    this.#gaps.theme(palette, this.#words);
    this.#hurry();
  }

  #hurry(): void {
    this.#urgent = true;
    this.#ask();
  }

  #choose(index: number | null): void {
    const runId = this.#model.run?.header.runId;
    if (runId === undefined) return;
    this.#model = choose(this.#model, index);
    this.#host.post({ type: 'select', runId, index });
    this.#remember();
    this.#hurry();
  }

  #remember(): void {
    const { run } = this.#model;
    if (run === null) return;
    const chosen = run.marked?.by === 'panel' ? run.marked.index : null;
    this.#host.remember({ run: { runId: run.header.runId, range: this.#timeline.view, chosen } });
  }

  /** The page of before was thrown away, as nobody saw it; what was in view there is in view again. */
  #restore(): void {
    const [{ run }, before] = [this.#model, this.#host.memory.run];
    if (run === null || before?.runId !== run.header.runId) return;
    const { runId, range, chosen } = before;
    this.#timeline.restore(runId, { range, chosen });
    if (chosen === null || chosen < 0 || chosen >= run.series.length) return;
    this.#model = choose(this.#model, chosen);
    this.#host.post({ type: 'reselect', runId, index: chosen });
  }

  #input(run: ShownRun, nowMs: number): TimelineInput {
    return timelineInput(run, { words: this.#words, nowMs, reading: this.#model.reading });
  }

  #savePicture(format: PictureFormat): void {
    const { run } = this.#model;
    if (!run?.report) return;
    const [input, range] = [this.#input(run, performance.now()), this.#timeline.range];
    const width = this.#timeline.element.clientWidth;
    const look = { words: this.#words, palette: this.#palette, range, width };
    const data = savedPicture({ ...look, input, report: run.report }, format);
    if (data !== null) this.#host.post({ type: 'picture', runId: run.header.runId, format, data });
  }

  #wish(wish: PanelWish): void {
    this.#host.post({ type: 'wish', wish, runId: this.#model.run?.header.runId ?? null });
  }
}
