import type { Prompt } from '../../../src/core/runRequest';
import type { RunReport } from '../../../src/core/runReport';
import { deriveSeries, type MadeRun, type SeriesParts } from '../../../src/core/deriveSeries';
import { seriesSteps, type SeriesPlan } from '../../../src/core/seriesPlan';
import type { SeriesReport } from '../../../src/core/seriesReport';
import { runError } from '../../../src/core/runError';
import { reportOf, steady, TARGET, traceOf, usage } from './builders';

/** Series for tests: run reports are really derived from traces; only the times of the traces are made up. */

export const promptFrom = (source: string): Prompt => ({ messages: [{ role: 'user', content: 'Hello' }], source });

export const planOf = (names: readonly string[], parts: Partial<SeriesPlan> = {}): SeriesPlan => ({
  targets: names.map((name) => ({ target: { ...TARGET, name }, apiKey: null })),
  prompts: [{ prompt: promptFrom('a.txt'), parameters: {} }],
  runs: 2,
  warmups: 0,
  cache: 'as-is',
  pauseMs: 0,
  stopWhen: null,
  ...parts,
});

/** A run whose first token comes at `ttftMs`, then one every 20 ms. */
export const runAt = (ttftMs: number, name = 'A', id = 'r'): RunReport => ({
  ...reportOf(traceOf(steady(ttftMs, 20, 11, 1), { usage: usage({ inputTotal: 5, outputTotal: 11 }) })),
  id,
  target: { name, protocol: 'openai-chat', url: TARGET.url, model: TARGET.model },
});

export const failedRun = (name = 'A'): RunReport => ({
  ...reportOf(
    traceOf([], { status: 'failed', finishReason: 'error', error: runError('refused', 'Nobody listens there.') }),
  ),
  target: { name, protocol: 'openai-chat', url: TARGET.url, model: TARGET.model },
});

/** The series that a plan leads to when `run` is what each of its steps gives; `null` ends it. */
export function seriesOf(
  plan: SeriesPlan,
  run: (step: ReturnType<typeof seriesSteps>[number], index: number) => RunReport | null,
  parts: Partial<SeriesParts> = {},
): SeriesReport {
  const made: MadeRun[] = [];
  for (const [index, step] of seriesSteps(plan).entries()) {
    const report = run(step, index);
    if (!report) break;
    made.push({ step, report });
  }
  const shownTargets = plan.targets.map(({ target }) => ({
    name: target.name,
    protocol: target.protocol,
    url: TARGET.url,
    model: TARGET.model,
  }));
  return deriveSeries({
    id: 's1',
    startedAt: '2026-11-20T09:00:00.000Z',
    plan,
    ending: 'completed',
    made,
    shownTargets,
    gaveUp: () => false,
    ...parts,
  });
}
