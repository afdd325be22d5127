import type { FinishReason } from '../core/vocabulary';

const REASONS: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  word: 'stop',
  stop_sequence: 'stop',
  end_turn: 'stop',
  complete: 'stop',
  length: 'length',
  limit: 'length',
  max_tokens: 'length',
  max_output_tokens: 'length',
  model_length: 'length',
  model_context_window_exceeded: 'length',
  error_limit: 'length',
  tool_calls: 'tool',
  tool_call: 'tool',
  tool_use: 'tool',
  function_call: 'tool',
  // A tool of the server's own takes long; the answer goes on with the next request.
  pause_turn: 'tool',
  content_filter: 'filter',
  content_filtered: 'filter',
  guardrail_intervened: 'filter',
  refusal: 'filter',
  error_toxic: 'filter',
  safety: 'filter',
  recitation: 'filter',
  language: 'filter',
  blocklist: 'filter',
  prohibited_content: 'filter',
  spii: 'filter',
  image_safety: 'filter',
  image_prohibited_content: 'filter',
  image_recitation: 'filter',
  error: 'error',
  abort: 'error',
  timeout: 'error',
  insufficient_system_resource: 'error',
  malformed_function_call: 'error',
  malformed_response: 'error',
  malformed_model_output: 'error',
  malformed_tool_use: 'error',
  unexpected_tool_call: 'error',
  too_many_tool_calls: 'error',
};

/** A server's word for the end of an answer, in ours. Some write them in capitals. */
export function finishReasonOf(raw: string): FinishReason {
  const word = raw.toLowerCase();
  return Object.hasOwn(REASONS, word) ? (REASONS[word] ?? 'unknown') : 'unknown';
}
