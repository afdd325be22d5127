/** A number that only grows, in the first of these names that the server has, with how many ms one unit of it has. */
export interface Series {
  readonly names: readonly string[];
  readonly unitMs: number;
  /** Only samples with these labels. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What one kind of server calls its numbers. */
export interface MetricFamily {
  readonly server: string;
  /** Beginning of a name that no other kind of server has. */
  readonly prefix: string;
  /** Requests that are over. Without such a counter the tokens tell whose requests were counted. */
  readonly finished: readonly string[];
  readonly outputTokens: readonly string[];
  readonly running: readonly string[];
  readonly waiting: readonly string[];
  /** These gauges are written every few steps only, so a request that is over may still stand in them. */
  readonly isGaugeLate?: true;
  /** Name of the label that holds the model, where a server of many models counts each apart. */
  readonly modelLabel?: string;
  readonly times: Readonly<Partial<Record<MetricTime, Series>>>;
}

/** `firstToken` counts from the arrival of a request, so the queue is part of it. */
export type MetricTime = 'queue' | 'prefill' | 'decode' | 'total' | 'firstToken' | 'perToken';

/** Histograms in seconds: the growth of the sum is the time of one request, when one was counted. */
const seconds = (...names: string[]): Series => ({ names: names.map((name) => `${name}_sum`), unitMs: 1000 });
const phase = (method: string): Series => ({ ...seconds('tgi_batch_inference_duration'), labels: { method } });
const micros = (name: string): Series => ({ names: [name], unitMs: 0.001 });

/** Names as they are with underscores in place of colons. */
export const METRIC_FAMILIES: readonly MetricFamily[] = [
  {
    server: 'vLLM',
    prefix: 'vllm_',
    finished: ['vllm_e2e_request_latency_seconds_count', 'vllm_request_success_total'],
    outputTokens: ['vllm_generation_tokens_total', 'vllm_generation_tokens'],
    running: ['vllm_num_requests_running'],
    waiting: ['vllm_num_requests_waiting'],
    times: {
      queue: seconds('vllm_request_queue_time_seconds'),
      prefill: seconds('vllm_request_prefill_time_seconds'),
      decode: seconds('vllm_request_decode_time_seconds'),
      total: seconds('vllm_e2e_request_latency_seconds'),
      firstToken: seconds('vllm_time_to_first_token_seconds'),
      perToken: seconds('vllm_request_time_per_output_token_seconds'),
    },
  },
  {
    server: 'SGLang',
    prefix: 'sglang_',
    finished: ['sglang_e2e_request_latency_seconds_count', 'sglang_num_requests_total'],
    outputTokens: ['sglang_generation_tokens_total'],
    running: ['sglang_num_running_reqs'],
    waiting: ['sglang_num_queue_reqs'],
    isGaugeLate: true,
    times: {
      queue: seconds('sglang_queue_time_seconds'),
      total: seconds('sglang_e2e_request_latency_seconds'),
      firstToken: seconds('sglang_time_to_first_token_seconds'),
    },
  },
  {
    server: 'Text Generation Inference',
    prefix: 'tgi_',
    finished: ['tgi_request_duration_count', 'tgi_request_success'],
    outputTokens: ['tgi_request_generated_tokens_sum'],
    running: ['tgi_batch_current_size'],
    waiting: ['tgi_queue_size'],
    times: {
      queue: seconds('tgi_request_queue_duration'),
      prefill: phase('prefill'),
      decode: phase('decode'),
      total: seconds('tgi_request_duration'),
    },
  },
  {
    server: 'llama.cpp',
    prefix: 'llamacpp_',
    finished: [],
    outputTokens: ['llamacpp_tokens_predicted_total'],
    running: ['llamacpp_requests_processing'],
    waiting: ['llamacpp_requests_deferred'],
    times: {
      prefill: { names: ['llamacpp_prompt_seconds_total'], unitMs: 1000 },
      decode: { names: ['llamacpp_tokens_predicted_seconds_total'], unitMs: 1000 },
    },
  },
  {
    server: 'TensorRT-LLM',
    prefix: 'trtllm_',
    finished: ['trtllm_e2e_request_latency_seconds_count', 'trtllm_request_success_total'],
    outputTokens: ['trtllm_generation_tokens_total'],
    running: ['trtllm_num_requests_running'],
    waiting: ['trtllm_num_requests_waiting'],
    times: {
      queue: seconds('trtllm_request_queue_time_seconds'),
      prefill: seconds('trtllm_request_prefill_time_seconds'),
      decode: seconds('trtllm_request_decode_time_seconds'),
      total: seconds('trtllm_e2e_request_latency_seconds'),
      firstToken: seconds('trtllm_time_to_first_token_seconds'),
      perToken: seconds('trtllm_time_per_output_token_seconds'),
    },
  },
  {
    server: 'Triton',
    prefix: 'nv_inference_',
    finished: ['nv_inference_request_success'],
    outputTokens: [],
    running: [],
    waiting: ['nv_inference_pending_request_count'],
    modelLabel: 'model',
    times: {
      queue: micros('nv_inference_queue_duration_us'),
      total: micros('nv_inference_request_duration_us'),
      firstToken: { names: ['nv_inference_first_response_histogram_ms_sum'], unitMs: 1 },
    },
  },
];
