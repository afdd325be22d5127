import { formatFor } from '../core/format';
import type { LevelProgress, SweepUpdate } from '../core/sweep/runningSweep';
import { printable } from '../report/printable';
import { amountsText } from '../report/sweepAmounts';
import type { Terminal } from './terminal';

const format = formatFor('en');

/** Shows a sweep under way on stderr: on a screen one line that changes, elsewhere a line for each run and each level. */
export class SweepPrinter {
  readonly #terminal: Terminal;
  #title = '';
  #shown = '';

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(update: SweepUpdate): void {
    switch (update.type) {
      case 'planned':
        return this.#line(
          `At most ${amountsText(update.planned)}${capsText(update.caps)}. Ctrl+C stops and keeps what is there.`,
        );
      case 'calibrating':
        this.#title = 'how many words make how many tokens';
        return this.#live(this.#title);
      case 'fingerprinting':
        this.#title = 'short and long requests together, to see how the server batches';
        return this.#live(this.#title);
      case 'waiting':
        return this.#live(`waiting ${format.duration(update.forMs, 'card')} as the server asked to`);
      case 'run-started':
        this.#title = `${String(update.index + 1)}/${String(update.total)} ${format.count(update.wantedTokens)} tokens${update.isWarmup ? ', warm-up' : ''}`;
        return this.#live(this.#title);
      case 'run-progress':
        return this.#live(`${this.#title} · ${format.duration(update.progress.elapsedMs, 'card')}`);
      case 'run-finished': {
        const { outcome, metrics } = update.run.run;
        const what =
          outcome.status === 'failed'
            ? printable(outcome.error?.message ?? 'failed')
            : metrics.ttftMs.value === null
              ? outcome.status
              : `first token after ${format.duration(metrics.ttftMs.value, 'card')}`;
        if (!this.#terminal.isErrScreen || outcome.status === 'failed') this.#line(`${this.#title}: ${what}`);
        return;
      }
      case 'level-started':
        this.#title = `level ${String(update.index + 1)}/${String(update.total)} (${format.decimal(update.level, 2)})`;
        return this.#live(this.#title);
      case 'level-progress':
        return this.#live(`${this.#title} · ${levelText(update.progress)}`);
      case 'level-finished': {
        const { counts, ttftMs, outputTokensPerSecond: speed } = update.level;
        const first = ttftMs.p50 === null ? '' : `, first token after ${format.duration(ttftMs.p50, 'card')}`;
        const all = speed === null ? '' : `, ${format.tokenSpeed(speed, 'card')} in all`;
        return this.#line(`${this.#title}: ${format.count(counts.completed)} answers${first}${all}`);
      }
      case 'so-far':
        return;
    }
  }

  /** Takes the changing line away. */
  end(): void {
    if (this.#shown !== '') this.#terminal.err('\r\u001b[K');
    this.#shown = '';
  }

  #line(text: string): void {
    this.end();
    this.#terminal.err(`${text}\n`);
  }

  #live(text: string): void {
    if (!this.#terminal.isErrScreen) return;
    const shown = printable(text).slice(0, this.#terminal.columns - 1);
    if (shown !== this.#shown) this.#terminal.err(`\r\u001b[K${shown}`);
    this.#shown = shown;
  }
}

function capsText({ requests, tokens, usd }: Extract<SweepUpdate, { type: 'planned' }>['caps']): string {
  const set = [
    requests === null ? null : `${format.count(requests)} requests`,
    tokens === null ? null : `${format.count(tokens)} tokens`,
    usd === null ? null : format.usd(usd),
  ].filter((each) => each !== null);
  return set.length === 0 ? '; no cap is set' : `; capped at ${set.join(', ')}`;
}

function levelText({
  inFlight,
  measured,
  wanted,
  failed,
  outputTokensPerSecond: speed,
  ttftMs,
  heldForMs,
}: LevelProgress): string {
  const parts = [
    heldForMs === null ? null : `waiting ${format.duration(heldForMs, 'card')} as the server asked to`,
    `${format.count(measured)} of ${format.count(wanted)} measured`,
    `${format.count(inFlight)} open`,
    failed === 0 ? null : `${format.count(failed)} failed`,
    ttftMs === null ? null : `first token ${format.duration(ttftMs, 'card')}`,
    speed === null ? null : format.tokenSpeed(speed, 'card'),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
