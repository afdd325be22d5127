import type { FinishReason } from '../core/vocabulary';

const REASONS: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  stop_sequence: 'stop',
  end_turn: 'stop',
  length: 'length',
  max_tokens: 'length',
  model_length: 'length',
  tool_calls: 'tool',
  function_call: 'tool',
  content_filter: 'filter',
  error: 'error',
  insufficient_system_resource: 'error',
};

/** A server's word for the end of an answer, in ours. */
export const finishReasonOf = (raw: string): FinishReason =>
  Object.hasOwn(REASONS, raw) ? (REASONS[raw] ?? 'unknown') : 'unknown';
