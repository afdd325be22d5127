import { formatFor } from '../core/format';
import type { RunReport } from '../core/runReport';
import type { SeriesUpdate } from '../core/runningSeries';
import type { SeriesPlan, SeriesStep } from '../core/seriesPlan';
import { printable } from '../report/printable';
import { ProgressPrinter } from './progressPrinter';
import { RewrittenLine } from './rewrittenLine';
import type { Terminal } from './terminal';

const format = formatFor('en');

/** A shorter wait between runs is over before one could read about it. */
const LEAST_SHOWN_WAIT_MS = 500;

/** Shows a series under way on stderr: on a screen the run under way, elsewhere a line for each run that has ended. */
export class SeriesPrinter {
  readonly #terminal: Terminal;
  readonly #plan: SeriesPlan;
  /** What is shown between two runs. */
  readonly #between: RewrittenLine;
  #title = '';
  #place = '';
  #isLast = false;
  #hasKeys = false;
  #isPaused = false;
  #run: ProgressPrinter | null = null;

  constructor(terminal: Terminal, plan: SeriesPlan) {
    this.#terminal = terminal;
    this.#plan = plan;
    this.#between = new RewrittenLine(terminal);
  }

  /** Says from now on which key pauses. */
  listensToKeys(): void {
    this.#hasKeys = true;
    this.#run?.rename(this.#titleWithKey());
  }

  paused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    if (this.#run) this.#run.rename(this.#titleWithKey());
    else this.#showWait();
  }

  show(update: SeriesUpdate): void {
    switch (update.type) {
      case 'run-started':
        this.#between.clear();
        this.#place = `${String(update.index + 1)}/${String(update.total)}`;
        this.#isLast = update.index + 1 === update.total;
        this.#title = `${this.#place} ${this.#nameOf(update.step)}`;
        if (this.#terminal.isErrScreen) this.#run = new ProgressPrinter(this.#terminal, this.#titleWithKey());
        return;
      case 'progress':
        return this.#run?.show(update.progress);
      case 'run-finished':
        this.#run?.end();
        this.#run = null;
        // On a screen only what went wrong stays; a line for each of hundreds of runs would bury it.
        if (!this.#terminal.isErrScreen || update.report.outcome.status === 'failed')
          this.#terminal.err(`${this.#title}: ${outcomeOf(update.report)}\n`);
        this.#showWait();
    }
  }

  /** Takes away what stands on the last line. */
  end(): void {
    this.#run?.end();
    this.#between.clear();
  }

  #nameOf({ target, prompt, isWarmup }: SeriesStep): string {
    const { targets, prompts } = this.#plan;
    const source = prompts.length > 1 ? [prompts[prompt]?.prompt.source ?? ''] : [];
    const names = [targets[target]?.target.name ?? '', ...source, ...(isWarmup ? ['warm-up'] : [])];
    return printable(names.join(', '));
  }

  #titleWithKey(): string {
    if (this.#isPaused) return `${this.#title} (then a pause; p goes on)`;
    return this.#hasKeys ? `${this.#title} (p pauses)` : this.#title;
  }

  /** Why nothing happens at the moment. */
  #showWait(): void {
    if (!this.#terminal.isErrScreen) return;
    const { pauseMs } = this.#plan;
    if (this.#isPaused) this.#between.show(`Paused after run ${this.#place || '0'}. p goes on, Ctrl+C ends.`);
    else if (pauseMs >= LEAST_SHOWN_WAIT_MS && !this.#isLast)
      this.#between.show(`${this.#place}: ${format.duration(pauseMs, 'card')} of rest before the next run`);
    else this.#between.clear();
  }
}

function outcomeOf({ outcome, metrics }: RunReport): string {
  if (outcome.status === 'failed') return printable(outcome.error?.message ?? 'failed');
  const { ttftMs, e2eMs } = metrics;
  const times = [
    ttftMs.value === null ? null : `first token after ${format.duration(ttftMs.value, 'card')}`,
    e2eMs.value === null ? null : `${format.duration(e2eMs.value, 'card')} in all`,
  ].filter((part) => part !== null);
  const words = outcome.status === 'cancelled' ? ['stopped', ...times] : times;
  return words.length === 0 ? 'no text' : words.join(', ');
}
