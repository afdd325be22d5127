import { deriveFindings } from './deriveFindings';
import { deriveMetrics } from './deriveMetrics';
import { derivePhases } from './derivePhases';
import { deriveTokens, type LocalCount } from './deriveTokens';
import { grade } from './grade';
import type { RunReport } from './runReport';
import type { RunTrace } from './runTrace';

/** What the numbers of a run follow from. */
export interface NumberParts {
  readonly trace: RunTrace;
  readonly localCount: LocalCount | null;
  readonly contextWindow: number | null;
  /** The model that was asked for. */
  readonly askedModel: string;
}

/** The parts of a report that are computed; everything else in it was observed or given. */
export type Numbers = Pick<RunReport, 'phases' | 'metrics' | 'tokens' | 'quality'>;

/** All that is computed of a run: a pure function, so that anybody can repeat it (`replayReport`). */
export function deriveNumbers({ trace, localCount, contextWindow, askedModel }: NumberParts): Numbers {
  const tokens = deriveTokens(trace, localCount, contextWindow);
  const metrics = deriveMetrics(trace, tokens);
  const isModelsOwnTokenizer = localCount?.isModelsOwn ?? false;
  const findings = deriveFindings({ trace, tokens, metrics, askedModel, isModelsOwnTokenizer });
  return { phases: derivePhases(trace), metrics, tokens, quality: { grade: grade(metrics, findings), findings } };
}
