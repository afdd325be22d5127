import { NO_TIMINGS, type StreamEvent } from '../core/streamEvent';
import type { JsonObject } from './json';

/**
 * Tells what explains a run's times without being one: who answered, in which tier, at which price. Each fact is told when it
 * is given for the first time or changes, since many servers repeat them in every frame. Only texts and numbers are facts.
 */
export function factsOnce(): (facts: JsonObject) => StreamEvent[] {
  const known = new Map<string, unknown>();
  return (facts) => {
    // Hardly any frame has news, and a stream has a frame for each token.
    let news: Record<string, unknown> | null = null;
    for (const name in facts) {
      const fact = facts[name];
      if ((typeof fact !== 'string' && typeof fact !== 'number') || fact === '' || known.get(name) === fact) continue;
      known.set(name, fact);
      news ??= {};
      news[name] = fact;
    }
    return news === null ? [] : [{ type: 'timings', timings: NO_TIMINGS, raw: news }];
  };
}
