import type { StreamEvent, Usage } from '../core/streamEvent';

/** Totals, unless they are only zeros: some servers send those with every chunk, or instead of counting. */
export const usageEvent = (usage: Usage | null): StreamEvent[] =>
  usage && (usage.inputTotal ?? 0) + (usage.outputTotal ?? 0) > 0 ? [{ type: 'usage', usage }] : [];
