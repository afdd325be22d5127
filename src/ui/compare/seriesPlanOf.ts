import type { SeriesPlan, SeriesTarget } from '../../core/seriesPlan';
import type { ComparePlan } from '../../messages/compareTabMessages';
import type { OrderedPrompt } from '../pastOrder';

/** The plan of the tab as the engine understands it. */
export function seriesPlanOf(
  { runs, warmups, cache, pauseMs, within, maxTokens }: ComparePlan,
  { prompt, parameters }: OrderedPrompt,
  targets: readonly SeriesTarget[],
): SeriesPlan {
  return {
    targets,
    prompts: [{ prompt, parameters: maxTokens === null ? parameters : { ...parameters, maxTokens } }],
    stopWhen: within === null ? null : { metric: 'ttftMs', within },
    ...{ runs, warmups, cache, pauseMs },
  };
}
