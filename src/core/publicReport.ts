import type { ReportChunk, RunReport } from './runReport';

/** What somebody asked to have in a report that leaves the program. */
export interface PublicParts {
  /** The stamped chunks, and what else a replay needs. */
  readonly trace: boolean;
  /** Prompt, output and, with `trace`, the text of each chunk. */
  readonly includeText: boolean;
}

/** The report without what was not asked for. The report given is left as it is. */
export function publicReport(report: RunReport, { trace, includeText }: PublicParts): RunReport {
  const { chunks, trace: observed, ...rest } = report;
  const kept = includeText ? rest : { ...rest, prompt: withoutText(rest.prompt), output: withoutText(rest.output) };
  if (!trace || !chunks) return kept;
  const shown = includeText ? chunks : chunks.map((chunk: ReportChunk) => withoutText(chunk));
  return { ...kept, chunks: shown, ...(observed && { trace: observed }) };
}

function withoutText<T extends { text?: string }>(value: T): T {
  const copy = { ...value };
  delete copy.text;
  return copy;
}
