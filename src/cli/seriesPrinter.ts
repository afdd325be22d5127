import { formatFor } from '../core/format';
import type { RunReport } from '../core/runReport';
import type { SeriesUpdate } from '../core/runningSeries';
import type { SeriesPlan } from '../core/seriesPlan';
import { printable } from '../report/printable';
import { ProgressPrinter } from './progressPrinter';
import type { Terminal } from './terminal';

const format = formatFor('en');

/** Shows a series under way on stderr: on a screen the run under way, elsewhere a line for each run that has ended. */
export class SeriesPrinter {
  readonly #terminal: Terminal;
  readonly #plan: SeriesPlan;
  #title = '';
  #run: ProgressPrinter | null = null;

  constructor(terminal: Terminal, plan: SeriesPlan) {
    this.#terminal = terminal;
    this.#plan = plan;
  }

  show(update: SeriesUpdate): void {
    switch (update.type) {
      case 'run-started': {
        const name = printable(this.#plan.targets[update.step.target]?.target.name ?? '');
        const place = `${String(update.index + 1)}/${String(update.total)}`;
        this.#title = `${place} ${name}${update.step.isWarmup ? ', warm-up' : ''}`;
        if (this.#terminal.isErrScreen) this.#run = new ProgressPrinter(this.#terminal, this.#title);
        return;
      }
      case 'progress':
        return this.#run?.show(update.progress);
      case 'run-finished':
        this.#run?.end();
        // On a screen only what went wrong stays; a line for each of hundreds of runs would bury it.
        if (!this.#terminal.isErrScreen || update.report.outcome.status === 'failed')
          this.#terminal.err(`${this.#title}: ${outcomeOf(update.report)}\n`);
    }
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
