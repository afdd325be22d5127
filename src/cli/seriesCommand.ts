import type { Engine } from '../core/engine';
import { publicSeries } from '../core/publicSeries';
import type { RunError } from '../core/runError';
import type { SeriesPlan, SeriesPrompt, SeriesTarget } from '../core/seriesPlan';
import type { SeriesReport } from '../core/seriesReport';
import { renderSeriesText } from '../report/seriesText';
import type { CommandTools } from './commandTools';
import type { MeasureOptions } from './commandLine';
import { exitStatusOfSeries, unmetSeriesBudgets } from './exitStatus';
import { SeriesPrinter } from './seriesPrinter';

/** What a series is made of, as the command line gives it. */
export interface OrderedSeries {
  readonly targets: readonly SeriesTarget[];
  readonly prompt: SeriesPrompt;
  /** Why it is reported without being sent. */
  readonly refusal: RunError | null;
}

/** Several runs of one or more targets. Gives the exit status. */
export async function seriesCommand(
  ordered: OrderedSeries,
  options: MeasureOptions,
  tools: CommandTools,
): Promise<number> {
  const { terminal } = tools;
  const report = await measured(ordered, options, tools);
  if (options.json) terminal.out(`${JSON.stringify(publicSeries(report, options), null, 2)}\n`);
  else {
    terminal.out(renderSeriesText(report, { width: terminal.columns, color: terminal.color }));
    for (const sentence of unmetSeriesBudgets(report)) terminal.err(`${sentence}\n`);
  }
  return exitStatusOfSeries(report);
}

async function measured(
  { targets, prompt, refusal }: OrderedSeries,
  options: MeasureOptions,
  tools: CommandTools,
): Promise<SeriesReport> {
  const { runs, warmup: warmups, cache, pauseMs, within } = options;
  const stopWhen = within === null ? null : { metric: 'ttftMs' as const, within };
  // Only what belongs to a target, not the whole request that it may come with.
  const places = targets.map(({ target, apiKey }) => ({ target, apiKey }));
  const plan: SeriesPlan = { targets: places, prompts: [prompt], runs, warmups, cache, pauseMs, stopWhen };
  const engine = refusal ? refusing(refusal, tools) : tools.startEngine();
  const printer = options.quiet || options.json ? null : new SeriesPrinter(tools.terminal, plan);
  const series = tools.startSeries(engine, plan, (update) => printer?.show(update));
  const release = tools.onInterrupt(() => series.stop());
  try {
    return await series.finished;
  } finally {
    release();
    await engine.dispose();
  }
}

/** Stands in for the engine when there is nothing that could be sent: each run is the report that says why. */
const refusing = (error: RunError, { refusedReport }: CommandTools): Engine => ({
  run: (runId, request) => ({
    runId,
    finished: Promise.resolve(refusedReport(runId, request, error)),
    stop: () => undefined,
  }),
  dispose: () => Promise.resolve(),
});
