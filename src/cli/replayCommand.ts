import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import * as v from 'valibot';
import { differencesOf, isReplayable, replayReport, type ReplayableReport } from '../core/replayReport';
import { RunReportSchema, type RunReport } from '../core/runReport';
import { printable } from '../report/printable';
import { renderText } from '../report/text';
import type { CommandTools } from './commandTools';
import { EXIT } from './exitStatus';
import { UsageError } from './usageError';

/** `replay`, as it was asked for. */
export interface ReplayOptions {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly json: boolean;
}

const MOST_NAMED_DIFFERENCES = 12;

/** `replay`: computes the numbers of a saved report anew and says whether they are those that stand in it. */
export async function replayCommand({ file, json }: ReplayOptions, tools: CommandTools): Promise<number> {
  const { terminal } = tools;
  const saved = await readReport(file, tools);
  const report = replayReport(saved);
  if (json) terminal.out(`${JSON.stringify(report, null, 2)}\n`);
  else terminal.out(renderText(report, { width: terminal.columns, color: terminal.color }));
  // Compared as they are written down: a missing value and an undefined one are the same there.
  const differences = differencesOf(saved, JSON.parse(JSON.stringify(report)));
  terminal.err(verdict(differences, saved.environment.extension, tools.version));
  return differences.length === 0 ? EXIT.completed : EXIT.failed;
}

function verdict(differences: readonly string[], measuredBy: string, version: string): string {
  if (differences.length === 0) return 'Computed again from the trace: every number is the one in the file.\n';
  const named = differences.slice(0, MOST_NAMED_DIFFERENCES).map((path) => `  ${printable(path)}\n`);
  const more = differences.length - named.length;
  const rest = more > 0 ? `  and ${String(more)} more\n` : '';
  const versions =
    measuredBy === version ? '' : ` The file was made by version ${printable(measuredBy)}, this is ${version}.`;
  return `Computed again from the trace, these are not what the file says:\n${named.join('')}${rest}The file was changed, or its numbers were computed in another way.${versions}\n`;
}

async function readReport(file: string, { stdin }: CommandTools): Promise<ReplayableReport> {
  const value = parsed((await read(file, stdin)).replace(/^\uFEFF/, ''), file);
  const check = v.safeParse(RunReportSchema, value);
  if (!check.success) throw new UsageError(`${file} is no run report: ${whyNot(check.issues[0])}`);
  // As it stands in the file: fields that a later version added are not ours to drop.
  const report = value as RunReport;
  if (!isReplayable(report))
    throw new UsageError(
      `${file} holds no trace, so nothing can be computed again. Make the report with: prompt-profiler run … --json --trace`,
    );
  const stray = report.chunks.find((chunk) => chunk.read >= report.trace.reads.length);
  if (stray)
    throw new UsageError(`${file} is no trace: a chunk came with read ${String(stray.read)}, which is not in it.`);
  return report;
}

function whyNot(issue: v.InferIssue<typeof RunReportSchema>): string {
  const path = v.getDotPath(issue);
  return printable(path === null ? issue.message : `${path}: ${issue.message}`);
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${file} is no JSON. It should be what "prompt-profiler run … --json --trace" prints.`);
  }
}

async function read(file: string, stdin: CommandTools['stdin']): Promise<string> {
  try {
    return file === '-' ? await readAll(stdin) : await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    if (code === 'ENOENT') throw new UsageError(`There is no file ${file}.`);
    throw new UsageError(`${file} cannot be read (${code}).`);
  }
}
