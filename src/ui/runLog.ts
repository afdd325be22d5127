import { LogLevel, window, type Disposable, type LogOutputChannel } from 'vscode';
import { formatFor } from '../core/format';
import type { MetricKey, RunReport } from '../core/runReport';
import type { RunHeader, RunUpdate } from '../core/runUpdate';
import type { RunController } from './runController';

const english = formatFor('en');

/**
 * What happened, for whoever looks for a reason: the output channel *Prompt Profiler*. Its level decides how much: `info` says
 * what ran and how it ended, `debug` what it met on its way, `trace` shows the wire, which is why the measuring thread asks here.
 */
export class RunLog implements Disposable {
  /** Made when there is something to say, or to see. */
  #made: LogOutputChannel | null = null;
  #listener: Disposable | null = null;

  get #channel(): LogOutputChannel {
    return (this.#made ??= window.createOutputChannel('Prompt Profiler', { log: true }));
  }

  /** Called by the engine at the start of each run. */
  isWanted(): boolean {
    return this.#channel.logLevel === LogLevel.Trace;
  }

  write(runId: string, record: string): void {
    this.#channel.trace(`${runId} ${record}`);
  }

  show(): void {
    this.#channel.show(true);
  }

  follow(runs: RunController): void {
    this.#listener = runs.onUpdate((update) => this.#take(update));
  }

  dispose(): void {
    this.#listener?.dispose();
    this.#made?.dispose();
  }

  #take(update: RunUpdate): void {
    if (update.type === 'started') this.#channel.info(startedLine(update.run));
    else if (update.type === 'finished') this.#finished(update.report);
  }

  #finished(report: RunReport): void {
    const { id, outcome, quality, attempts, connection } = report;
    const { error } = outcome;
    if (error) this.#channel.warn(`${id} ${outcome.status}, ${error.kind}: ${error.message}`);
    if (error?.detail) this.#channel.debug(`${id} ${error.detail}`);
    this.#channel.info(`${id} ${outcome.status}: ${figures(report)}`);
    for (const { code, message } of quality.findings) this.#channel.debug(`${id} ${code}: ${message}`);
    for (const { cause, detail } of attempts) this.#channel.debug(`${id} ${cause}: ${detail}`);
    if (connection)
      this.#channel.debug(`${id} ${connection.path} ${connection.proxy ?? ''} ${connection.address ?? ''}`);
  }
}

const startedLine = ({ runId, targetName, protocol, model, promptSource }: RunHeader): string =>
  `${runId} started: ${promptSource} → ${targetName} (${protocol}, ${model})`;

function figures({ metrics, tokens, quality }: RunReport): string {
  const time = (key: MetricKey & ('ttftMs' | 'tpotMs' | 'e2eMs')): string => {
    const { value } = metrics[key];
    return value === null ? 'none' : english.duration(value, 'table');
  };
  const { total, source } = tokens.output;
  const output = total === null ? 'unknown' : `${english.count(total)} (${source ?? ''})`;
  return `TTFT ${time('ttftMs')}, TPOT ${time('tpotMs')}, E2E ${time('e2eMs')}, output tokens ${output}, grade ${quality.grade}`;
}
