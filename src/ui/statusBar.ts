import {
  MarkdownString,
  StatusBarAlignment,
  env,
  window,
  type Disposable,
  type Event,
  type StatusBarItem,
} from 'vscode';
import { formatFor, type Format } from '../core/format';
import type { RunProgress } from '../core/runProgress';
import type { RunReport } from '../core/runReport';
import type { RunUpdate } from '../core/runUpdate';
import type { SeriesStatus } from './compare/seriesStatus';
import { HOVER_COMMANDS, statusHover } from './statusHover';
import { seriesStatusText, statusText, sweepStatusText } from './statusText';
import type { SweepStatus } from './sweep/sweepStatus';

export interface StatusBarParts {
  readonly runs: { readonly onUpdate: Event<RunUpdate> };
  readonly compare: { readonly onStatus: Event<SeriesStatus | null> };
  readonly sweeps: { readonly onStatus: Event<SweepStatus | null> };
  readonly targets: { readonly name: string; readonly onDidChange: Event<void> };
  /** What a run costs now: the person may have given another price since. */
  readonly prices: { applied(report: RunReport): RunReport; readonly onDidChange: Event<void> };
}

/** News comes every 50 to 250 ms; between two of them only seconds move. */
const REPAINT_EVERY_MS = 250;

/** One item of the status bar: the target and the last numbers, or what a run is doing now. */
export class StatusBar implements Disposable {
  readonly #parts: StatusBarParts;
  readonly #item: StatusBarItem;
  readonly #listeners: readonly Disposable[];
  readonly #running = new Map<string, { progress: RunProgress | null; atMs: number }>();
  #last: RunReport | null = null;
  #series: SeriesStatus | null = null;
  #sweep: SweepStatus | null = null;
  /** Made with the first number, as an Intl formatter is not free. */
  #format: Format | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: StatusBarParts) {
    this.#parts = parts;
    this.#item = window.createStatusBarItem('promptProfiler.status', StatusBarAlignment.Right, 1000);
    this.#item.name = 'Prompt Profiler';
    this.#item.command = 'promptProfiler.openPanel';
    this.#listeners = [
      parts.runs.onUpdate((update) => this.#take(update)),
      parts.targets.onDidChange(() => this.#paintAll()),
      parts.compare.onStatus((status) => {
        this.#series = status;
        this.#paint();
      }),
      parts.sweeps.onStatus((status) => {
        this.#sweep = status;
        this.#paint();
      }),
      parts.prices.onDidChange(() => this.#paintAll()),
    ];
    this.#paintAll();
    this.#item.show();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#running.clear();
    this.#keepTime();
    this.#item.dispose();
  }

  #take(update: RunUpdate): void {
    const atMs = performance.now();
    if (update.type === 'started') this.#running.set(update.run.runId, { progress: null, atMs });
    else if (update.type === 'progress') this.#running.set(update.runId, { progress: update.progress, atMs });
    else {
      this.#running.delete(update.runId);
      this.#last = update.report;
    }
    this.#keepTime();
    if (update.type === 'progress') this.#paint();
    else this.#paintAll();
  }

  /** The timer lives only as long as something runs. */
  #keepTime(): void {
    if (this.#running.size > 0) this.#timer ??= setInterval(() => this.#paint(), REPAINT_EVERY_MS);
    else if (this.#timer) {
      clearInterval(this.#timer);
      this.#timer = null;
    }
  }

  #paint(): void {
    const now = performance.now();
    const running = [...this.#running.values()].map(({ progress, atMs }) => ({ progress, sinceMs: now - atMs }));
    this.#format ??= formatFor(env.language);
    // A single run was started by hand just now; comparison and sweep go on in the panel.
    const text =
      (running.length === 0 ? this.#longText() : null) ??
      statusText({ targetName: this.#parts.targets.name, running, last: this.#last }, this.#format);
    if (text === this.#item.text) return;
    this.#item.text = text;
    this.#item.accessibilityInformation = { label: `Prompt Profiler: ${text.replace(/\$\([^)]*\)\s*/g, '')}` };
  }

  #longText(): string | null {
    if (this.#series) return seriesStatusText(this.#series);
    return this.#sweep && sweepStatusText(this.#sweep);
  }

  /** The hover changes at the ends of a run only: one that is replaced while it is read would close. */
  #paintAll(): void {
    this.#paint();
    const last = this.#last && this.#parts.prices.applied(this.#last);
    const state = { targetName: this.#parts.targets.name, isRunning: this.#running.size > 0, last };
    const hover = new MarkdownString(statusHover(state, this.#format ?? formatFor(env.language)), true);
    hover.isTrusted = { enabledCommands: HOVER_COMMANDS };
    this.#item.tooltip = hover;
  }
}
