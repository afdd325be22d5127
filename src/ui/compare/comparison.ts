import type { Engine } from '../../core/engine';
import type { RunReport } from '../../core/runReport';
import type { RunningSeries, SeriesUpdate } from '../../core/runningSeries';
import type { SeriesPlan, SeriesStep } from '../../core/seriesPlan';
import type { SeriesReport } from '../../core/seriesReport';
import type { SeriesEnding } from '../../core/vocabulary';
import type {
  ComparePhase,
  CurrentRun,
  RunDetails,
  ShownSeries,
  ToCompareTab,
} from '../../messages/compareTabMessages';
import { pastOrder, type OrderedPrompt, type PastOrder } from '../pastOrder';
import type { TargetNumbers } from '../targetNumbers';
import { SeriesLog, type SeriesHead } from './seriesLog';
import type { SeriesMemory } from './seriesMemory';
import type { SeriesStatus } from './seriesStatus';

export interface ComparisonParts {
  /** One engine measures all that is measured in this window. */
  readonly runs: { readonly engine: Engine };
  readonly startSeries: (engine: Engine, plan: SeriesPlan, onUpdate: (update: SeriesUpdate) => void) => RunningSeries;
  /** Where the last numbers of each target are kept. */
  readonly numbers: Pick<TargetNumbers, 'keep'>;
  readonly memory: SeriesMemory;
  readonly panel: { tell(message: ToCompareTab): void };
  readonly onStatus: (status: SeriesStatus | null) => void;
  /** All that came of it is kept. */
  readonly onEnd: () => void;
}

/** The series on show: under way, over, or of an earlier window. Tells the panel and the status bar how far it is, and keeps each run as it comes. */
export class Comparison {
  readonly #parts: ComparisonParts;
  #log: SeriesLog | null = null;
  #prompt: OrderedPrompt | null = null;
  #running: RunningSeries | null = null;
  #phase: ComparePhase = 'ended';
  #ending: ShownSeries['ending'] = null;
  #current: CurrentRun | null = null;

  constructor(parts: ComparisonParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** What all of its runs sent; `null` when nobody has compared yet. */
  get prompt(): OrderedPrompt | null {
    return this.#prompt;
  }

  /** False: there is nothing to bring back, or one that was begun meanwhile, which is newer than any memory. */
  async recall(): Promise<boolean> {
    const kept = await this.#parts.memory.recall();
    if (kept === null || this.#log !== null) return false;
    this.#log = kept.log;
    this.#prompt = kept.prompt;
    this.#ending = kept.ending ?? 'interrupted';
    return true;
  }

  begin(plan: SeriesPlan, prompt: OrderedPrompt): void {
    const { runs, startSeries, memory, panel } = this.#parts;
    const series = startSeries(runs.engine, plan, (update) => this.#take(update));
    const head = headOf(series, plan);
    const log = new SeriesLog(head);
    this.#running = series;
    this.#prompt = prompt;
    this.#log = log;
    this.#ending = null;
    this.#current = null;
    this.#phase = 'running';
    void memory.begin({ head, prompt, ending: null });
    panel.tell({ type: 'compareSeries', series: this.#shownOf(log) });
    this.#tellStatus();
    void series.finished.then((report) => this.#end(report.ending, head, prompt));
  }

  pause(): void {
    this.#running?.pause();
    this.#setPhase('pausing');
  }

  resume(): void {
    this.#running?.resume();
    this.#setPhase('running');
  }

  /** Settles when what ran is over. */
  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    this.#setPhase('stopping');
    running.stop();
    await running.finished;
  }

  /** Everything that was measured so far; `null` when nobody has compared yet. */
  report(): SeriesReport | null {
    const ending = this.#ending === null || this.#ending === 'interrupted' ? 'stopped' : this.#ending;
    return this.#log?.report(ending) ?? null;
  }

  reports(): readonly RunReport[] {
    return this.#log?.reports() ?? [];
  }

  find(runId: string): RunReport | null {
    return this.#log?.find(runId) ?? null;
  }

  details(runIds: readonly string[]): RunDetails[] {
    return this.#log?.details(runIds) ?? [];
  }

  /** How a run of the series was ordered; `null`: it is none of its runs. */
  orderOf(runId: string | null): PastOrder | null {
    const report = runId === null ? null : this.find(runId);
    if (!report || !this.#prompt) return null;
    const { prompt, parameters } = this.#prompt;
    const { maxTokens } = report.parameters;
    return pastOrder(report, {
      prompt,
      // The plan may have set a limit of its own.
      parameters: typeof maxTokens === 'number' ? { ...parameters, maxTokens } : parameters,
    });
  }

  shown(): ShownSeries | null {
    return this.#log && this.#shownOf(this.#log);
  }

  #shownOf(log: SeriesLog): ShownSeries {
    return { ...log.shown(), phase: this.#phase, ending: this.#ending, current: this.#current };
  }

  #take(update: SeriesUpdate): void {
    const { step } = update;
    if (update.type === 'run-finished') return this.#finishRun(step, update.report);
    const { target, isWarmup, round } = step;
    const news = update.type === 'progress' ? update.progress : null;
    this.#current = {
      target,
      isWarmup,
      round,
      elapsedMs: news?.elapsedMs ?? null,
      tokens: news?.tokens?.count ?? null,
    };
    // A pause that was asked for begins when the run under way is over; a run that starts ends the waiting.
    this.#parts.panel.tell({ type: 'compareCurrent', current: this.#current });
    if (update.type === 'run-started') this.#tellStatus();
  }

  #finishRun(step: SeriesStep, report: RunReport): void {
    if (!this.#log) return;
    this.#current = null;
    const { run, row } = this.#log.add(step, report);
    void this.#parts.memory.add(step, report);
    this.#parts.panel.tell({ type: 'compareRunDone', run, row });
    if (this.#phase === 'pausing') this.#setPhase('paused');
    this.#tellStatus();
  }

  #end(ending: SeriesEnding, head: SeriesHead, prompt: OrderedPrompt): void {
    this.#running = null;
    this.#current = null;
    this.#ending = ending;
    void this.#parts.memory.end({ head, prompt, ending });
    this.#setPhase('ended');
    void this.#keepNumbers().then(() => this.#parts.onEnd());
  }

  /** Only now: to keep something takes time from this machine while it measures. */
  async #keepNumbers(): Promise<void> {
    const completed = this.reports().filter(({ outcome }) => outcome.status === 'completed');
    const last = new Map(completed.map((report) => [report.target.name, report]));
    for (const report of last.values()) await this.#parts.numbers.keep(report);
  }

  #setPhase(phase: ComparePhase): void {
    if (phase !== 'ended' && !this.#running) return;
    // Between two runs there is nothing to wait for.
    this.#phase = phase === 'pausing' && this.#current === null ? 'paused' : phase;
    this.#parts.panel.tell({ type: 'comparePhase', phase: this.#phase, ending: this.#ending });
    this.#tellStatus();
  }

  #tellStatus(): void {
    if (!this.#running || !this.#log) return this.#parts.onStatus(null);
    const { targets, outline } = this.#log.head;
    const total = targets.length * (outline.runs + outline.warmups);
    const now = this.#current && targets[this.#current.target]?.name;
    this.#parts.onStatus({ made: this.#log.made, total, targetName: now ?? null, phase: this.#phase });
  }
}

/** What is kept of a plan: no addresses with secrets in them, no keys, no prompts. */
function headOf({ id, startedAt, targets }: RunningSeries, plan: SeriesPlan): SeriesHead {
  return {
    id,
    startedAt,
    targets,
    outline: {
      ...plan,
      targets: targets.map(({ name }) => ({ target: { name } })),
      prompts: plan.prompts.map(({ prompt: { source } }) => ({ prompt: { source } })),
    },
  };
}
