import type { Prompt } from '../core/runRequest';
import type { RunReport } from '../core/runReport';
import type { Parameters } from '../core/target';
import type { CacheMode } from '../core/vocabulary';
import { originOfSource } from './openCommands';
import type { OutputMode } from './output/placement';
import type { PromptOrigin } from './promptSource';

/** A prompt as it is sent, with what it asks for itself. Plain data. */
export interface OrderedPrompt {
  readonly prompt: Prompt;
  readonly parameters: Parameters;
}

/** How a run was ordered, as far as it takes to order it again. */
export interface PastOrder extends OrderedPrompt {
  readonly runId: string;
  readonly targetName: string;
  readonly cache: CacheMode;
  /** `null`: where the prompt stands is not known in this window. */
  readonly origin: PromptOrigin | null;
  /** Where an answer should go that never came. */
  readonly mode: OutputMode;
  readonly hasAnswer: boolean;
}

/** The order of a run of which its prompt was kept and its report is there. */
export const pastOrder = (report: RunReport, { prompt, parameters }: OrderedPrompt): PastOrder => ({
  ...{ prompt, parameters },
  runId: report.id,
  targetName: report.target.name,
  cache: report.parameters.cache,
  origin: originOfSource(report.prompt.source),
  mode: 'beside',
  hasAnswer: report.output.characters > 0,
});
