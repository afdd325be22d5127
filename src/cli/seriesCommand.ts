import type { Engine } from '../core/engine';
import { publicSeries } from '../core/publicSeries';
import type { RunningSeries } from '../core/runningSeries';
import type { SeriesPlan, SeriesTarget } from '../core/seriesPlan';
import type { SeriesReport } from '../core/seriesReport';
import { renderSeriesText } from '../report/seriesText';
import type { CommandTools } from './commandTools';
import type { MeasureOptions } from './commandLine';
import { exitStatusOfSeries, unmetSeriesBudgets } from './exitStatus';
import type { PromptInput } from './readPromptInput';
import { SeriesPrinter } from './seriesPrinter';
import { startedEngine } from './startedEngine';

/** What a series is made of, as the command line gives it. */
export interface OrderedSeries {
  readonly targets: readonly SeriesTarget[];
  readonly prompts: readonly PromptInput[];
}

/** Several runs of one or more targets with one or more prompts. Gives the exit status. */
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

async function measured(ordered: OrderedSeries, options: MeasureOptions, tools: CommandTools): Promise<SeriesReport> {
  const plan = planOf(ordered, options);
  const engine = refusing(ordered.prompts, options, tools);
  const printer = options.quiet || options.json ? null : new SeriesPrinter(tools.terminal, plan);
  const series = tools.startSeries(engine, plan, (update) => printer?.show(update));
  const releases = [tools.onInterrupt(() => series.stop()), printer && pauseByKey(series, printer, tools)];
  try {
    return await series.finished;
  } finally {
    for (const release of releases) release?.();
    printer?.end();
    await engine.dispose();
  }
}

function planOf({ targets, prompts }: OrderedSeries, options: MeasureOptions): SeriesPlan {
  const { runs, warmup: warmups, cache, pauseMs, within } = options;
  const stopWhen = within === null ? null : { metric: 'ttftMs' as const, within };
  const asked = prompts.map(({ prompt, parameters }) => ({ prompt, parameters }));
  return { targets, prompts: asked, runs, warmups, cache, pauseMs, stopWhen };
}

/** `p` holds a series back before its next run, and lets it go on. */
function pauseByKey(series: RunningSeries, printer: SeriesPrinter, { onKey }: CommandTools): (() => void) | null {
  let isPaused = false;
  const release = onKey((key) => {
    if (key !== 'p' && key !== 'P') return;
    isPaused = !isPaused;
    if (isPaused) series.pause();
    else series.resume();
    printer.paused(isPaused);
  });
  if (release) printer.listensToKeys();
  return release;
}

/** The engine, but each run of a prompt that could not be sent is the report that says why. Without any other it never starts. */
function refusing(prompts: readonly PromptInput[], options: MeasureOptions, tools: CommandTools): Engine {
  const { refusedReport } = tools;
  const refusals = new Map(prompts.map(({ prompt, refusal }) => [prompt, refusal]));
  const isNeeded = prompts.some(({ refusal }) => refusal === null);
  const engine = isNeeded ? startedEngine(options, tools) : null;
  return {
    run(runId, request, onProgress) {
      const refusal = refusals.get(request.prompt);
      if (engine && !refusal) return engine.run(runId, request, onProgress);
      if (!refusal) throw new RangeError('a prompt outside of its series');
      return { runId, finished: Promise.resolve(refusedReport(runId, request, refusal)), stop: () => undefined };
    },
    dispose: async () => engine?.dispose(),
  };
}
