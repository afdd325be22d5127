import { hasMeasured } from '../core/sweep/hasMeasured';
import { publicSweep } from '../core/sweep/publicSweep';
import { defaultLengths } from '../core/sweep/lengthSteps';
import type { SweepPlan, SweepText } from '../core/sweep/sweepPlan';
import type { SweepReport } from '../core/sweep/sweepReport';
import { contextTokensOf } from '../core/target';
import { renderSweepText } from '../report/sweepText';
import { chooseTarget } from './chooseTarget';
import type { CommandTools } from './commandTools';
import { EXIT } from './exitStatus';
import { findKey } from './findKey';
import { readLengthPart } from './readLengthPart';
import { readPromptInput } from './readPromptInput';
import type { SweepOptions } from './sweepOptions';
import { SweepPrinter } from './sweepPrinter';
import { openTargetsFile } from './targetsFile';
import { UsageError } from './usageError';

/** `sweep`: one target over lengths of the prompt, or under load. Gives the exit status. */
export async function sweepCommand(options: SweepOptions, tools: CommandTools): Promise<number> {
  const { terminal } = tools;
  const plan = await planOf(options, tools);
  const report = await measured(plan, options, tools);
  if (options.json) terminal.out(`${JSON.stringify(publicSweep(report, options), null, 2)}\n`);
  else terminal.out(renderSweepText(report, { width: terminal.columns, color: terminal.color }));
  return exitStatusOfSweep(report);
}

async function measured(plan: SweepPlan, options: SweepOptions, tools: CommandTools): Promise<SweepReport> {
  const printer = options.quiet || options.json ? null : new SweepPrinter(tools.terminal);
  const sweep = tools.startSweep(plan, (update) => printer?.show(update));
  const release = tools.onInterrupt(() => sweep.stop());
  try {
    return await sweep.finished;
  } finally {
    release();
    printer?.end();
  }
}

async function planOf(options: SweepOptions, tools: CommandTools): Promise<SweepPlan> {
  const { cwd, env, stdin, keyVariables } = tools;
  const targetsFile = options.target === null ? null : await openTargetsFile(cwd);
  const chosen = chooseTarget(options, targetsFile, cwd);
  const target = {
    ...chosen,
    budgets: { ...chosen.budgets, ...options.budgets },
    ...(options.price && { price: options.price }),
  };
  const common = {
    target,
    apiKey: findKey(target, env, keyVariables),
    text: await textOf(options.file, stdin),
    parameters: {},
    maxTokens: options.answerTokens,
    cache: options.cache,
    caps: options.caps,
    workload: options.workload,
    claims: options.claims,
  };
  if (options.kind === 'load') return { ...common, type: 'load', ...(await loadParts(options)) };
  return {
    ...common,
    type: 'length',
    lengths: options.lengths ?? defaultLengths(contextTokensOf(target), options.answerTokens),
    runs: options.runs,
    warmups: options.warmup,
  };
}

async function loadParts({ promptTokens, requests, withLengths, ...options }: SweepOptions) {
  const { arrivals, levels, levelMs, thinkMs, burst, fingerprint } = options;
  const lengthPart = withLengths === null ? null : await readLengthPart(withLengths);
  return {
    arrivals,
    levels,
    levelMs,
    thinkMs,
    burst,
    fingerprint,
    lengthPart,
    requestsPerLevel: requests,
    inputTokens: promptTokens,
  };
}

async function textOf(file: string | null, stdin: CommandTools['stdin']): Promise<SweepText> {
  if (file === null) return { own: null, source: 'built-in text' };
  const { prompt, refusal } = await readPromptInput(file, stdin);
  const own = prompt.messages.map(({ content }) => content).join('\n\n');
  if (refusal) throw new UsageError(refusal.message);
  if (own.trim() === '') throw new UsageError(`${file} holds no words to make prompts from.`);
  return { own, source: prompt.source };
}

/** What was asked for was done, or not. A cap that was set is what was asked for; a claim is a limit like a budget. */
function exitStatusOfSweep(report: SweepReport): number {
  const { ending } = report;
  if (ending === 'stopped') return EXIT.stopped;
  if (ending === 'failing' || !hasMeasured(report)) return EXIT.failed;
  return report.card?.claims.some(({ verdict }) => verdict === 'refuted') ? EXIT.overBudget : EXIT.completed;
}
