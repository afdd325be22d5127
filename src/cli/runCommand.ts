import { ulid } from 'ulid';
import { BUILT_IN_TARGET } from '../config/builtInTarget';
import type { TargetWish } from '../config/promptWishes';
import type { Engine, RunningRun } from '../core/engine';
import { publicReport } from '../core/publicReport';
import type { RunReport } from '../core/runReport';
import type { RunRequest } from '../core/runRequest';
import type { SeriesTarget } from '../core/seriesPlan';
import { renderText } from '../report/text';
import { chooseTarget } from './chooseTarget';
import type { CommandTools } from './commandTools';
import type { RunOptions } from './commandLine';
import { exitStatusOf, unmetBudgets } from './exitStatus';
import { findKey } from './findKey';
import { ProgressPrinter } from './progressPrinter';
import { orderedPrompts, type PromptInput } from './readPromptInput';
import { seriesCommand } from './seriesCommand';
import { openTargetsFile } from './targetsFile';
import { UsageError } from './usageError';
import { startedEngine } from './startedEngine';

interface Ordered {
  readonly place: SeriesTarget;
  readonly prompts: readonly [PromptInput, ...PromptInput[]];
}

/** `run`: one measured run after the warm-ups that were asked for, or a series of runs. Gives the exit status. */
export async function runCommand(options: RunOptions, tools: CommandTools): Promise<number> {
  const { place, prompts } = await order(options, tools);
  if (options.runs > 1 || prompts.length > 1) return seriesCommand({ targets: [place], prompts }, options, tools);
  const [{ prompt, parameters, refusal }] = prompts;
  const request: RunRequest = { ...place, prompt, parameters, cache: options.cache };
  const report = refusal ? tools.refusedReport(ulid(), request, refusal) : await measured(request, options, tools);
  print(report, options, tools);
  return exitStatusOf(report);
}

async function order(options: RunOptions, { cwd, env, stdin, keyVariables }: CommandTools): Promise<Ordered> {
  const targetsFile = options.target === null ? null : await openTargetsFile(cwd);
  const target = chooseTarget(options, targetsFile, cwd);
  const apiKey = findKey(target, env, keyVariables);
  const prompts = await orderedPrompts(options, stdin);
  if (options.target === null && options.url === null) for (const { wish } of prompts) refuseWish(wish);
  return { place: { target, apiKey }, prompts };
}

/** A file may be anybody's, so it sends nothing to an endpoint by itself: whoever types the command does. */
function refuseWish({ target }: TargetWish): void {
  if (target === null || target === BUILT_IN_TARGET.name) return;
  throw new UsageError(
    `The prompt names the target "${target}". Say --target "${target}" to send it there, or --target "${BUILT_IN_TARGET.name}" to keep it here.`,
  );
}

async function measured(request: RunRequest, options: RunOptions, tools: CommandTools): Promise<RunReport> {
  const engine = startedEngine(options, tools);
  let running: RunningRun | null = null;
  let isStopped = false;
  const release = tools.onInterrupt(() => {
    isStopped = true;
    running?.stop();
  });
  const run = (title: string): Promise<RunReport> => {
    const started = start(engine, request, title, { options, tools });
    running = started.running;
    if (isStopped) started.running.stop();
    return started.report;
  };
  try {
    for (let index = 1; index <= options.warmup && !isStopped; index++)
      await run(`warm-up ${String(index)} of ${String(options.warmup)}`);
    return await run(request.target.name);
  } finally {
    release();
    await engine.dispose();
  }
}

function start(
  engine: Engine,
  request: RunRequest,
  title: string,
  { options, tools }: { readonly options: RunOptions; readonly tools: CommandTools },
) {
  const isSilent = options.quiet || options.json;
  const printer = new ProgressPrinter(tools.terminal, title);
  const running = engine.run(ulid(), request, (progress) => {
    if (!isSilent) printer.show(progress);
  });
  const report = running.finished.finally(() => {
    if (!isSilent) printer.end();
  });
  return { running, report };
}

function print(report: RunReport, { json, trace, includeText }: RunOptions, { terminal }: CommandTools): void {
  if (json) return terminal.out(`${JSON.stringify(publicReport(report, { trace, includeText }), null, 2)}\n`);
  if (includeText) terminal.out(`${report.output.text ?? ''}\n\n`);
  terminal.out(renderText(report, { width: terminal.columns, color: terminal.color }));
  for (const sentence of unmetBudgets(report)) terminal.err(`${sentence}\n`);
}
