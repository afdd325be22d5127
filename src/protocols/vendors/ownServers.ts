import { LOGPROBS, server, type VendorProfile } from './vendorProfile';

const USAGE_PER_CHUNK = { stream_options: { continuous_usage_stats: true } };

/** Who owns the models, as OpenAI-compatible servers say it in their list. */
const ownedBy = (owner: RegExp) => ({ path: '/v1/models', place: 'data.0.owned_by', matches: owner });

/** Servers for many users at once, on machines of one's own. */
const ENGINES: readonly VendorProfile[] = [
  server({
    id: 'vllm',
    title: 'vLLM',
    protocols: ['openai-chat', 'openai-completions', 'openai-responses', 'anthropic-messages'],
    baseUrl: 'http://127.0.0.1:8000/v1',
    key: { sentAs: 'bearer', variables: ['VLLM_API_KEY'] },
    extras: { 'openai-chat': USAGE_PER_CHUNK, 'openai-completions': USAGE_PER_CHUNK },
    signs: [[ownedBy(/^vllm$/)], [{ path: '/load', place: 'server_load' }]],
    version: { path: '/version', place: 'version' },
    reports: ['output tokens', 'tokens per chunk'],
    reportsWith: [
      { numbers: ['queue', 'prefill', 'decode'], needs: '`--enable-per-request-metrics` or `"metrics": true`' },
      { numbers: ['total'], needs: '`"metrics": true`' },
      { numbers: ['cached tokens'], needs: '`--enable-prompt-tokens-details`' },
    ],
    quirks: ['Its time to first token begins when the request is scheduled, so it is shown as prefill.'],
  }),
  server({
    id: 'sglang',
    title: 'SGLang',
    protocols: ['openai-chat', 'openai-completions', 'sglang-generate'],
    baseUrl: 'http://127.0.0.1:30000/v1',
    extras: { 'openai-chat': USAGE_PER_CHUNK, 'openai-completions': USAGE_PER_CHUNK },
    signs: [[ownedBy(/^sglang$/)], [{ path: '/get_model_info', place: 'model_path' }]],
    version: { path: '/get_server_info', place: 'version' },
    reports: ['output tokens', 'tokens per chunk', 'reasoning tokens'],
    reportsWith: [
      { numbers: ['cached tokens'], needs: '`--enable-cache-report`' },
      {
        numbers: ['queue', 'prefill', 'decode', 'total'],
        needs: '`--enable-metrics` and `"metrics": true`',
      },
    ],
    quirks: ['Headers come with the first token, so they say nothing of the queue.'],
  }),
  server({
    id: 'tgi',
    title: 'Text Generation Inference',
    protocols: ['tgi-generate', 'openai-chat'],
    baseUrl: 'http://127.0.0.1:3000',
    models: { path: '/info', list: 'model_id', name: '' },
    headers: [
      { name: 'x-compute-*', covers: 'what computed, and how many characters' },
      {
        name: 'x-queue-time',
        covers: 'ms in the queue, only where the answer is not streamed',
        reads: { as: 'queueMs', msPerUnit: 1 },
      },
      {
        name: 'x-total-time',
        covers: 'ms of the whole request, only where the answer is not streamed',
        reads: { as: 'totalMs', msPerUnit: 1 },
      },
      { name: 'x-validation-time', covers: 'ms of checking the request, only where the answer is not streamed' },
      { name: 'x-prompt-tokens', covers: 'tokens of the prompt, only where the answer is not streamed' },
      { name: 'x-generated-tokens', covers: 'tokens of the answer, only where the answer is not streamed' },
      { name: 'x-inference-time', covers: 'ms of prefill and decode, only where the answer is not streamed' },
      { name: 'x-time-per-token', covers: 'ms a token with the prefill spread over them, so it is no TPOT' },
    ],
    signs: [[{ path: '/info', place: 'router', matches: /text-generation-router/ }]],
    version: { path: '/info', place: 'version' },
    reports: ['output tokens', 'tokens per chunk'],
    reportsWith: [
      { numbers: ['queue', 'total'], needs: '`"metrics": true`, or in an answer that is not streamed' },
      { numbers: ['prefill', 'decode'], needs: '`"metrics": true`' },
    ],
    quirks: ['One event is one token, so gaps between tokens are exact.'],
  }),
  server({
    id: 'tensorrt-llm',
    title: 'TensorRT-LLM (trtllm-serve)',
    protocols: ['openai-chat', 'openai-completions', 'openai-responses'],
    baseUrl: 'http://127.0.0.1:8000/v1',
    extras: { 'openai-chat': USAGE_PER_CHUNK, 'openai-completions': USAGE_PER_CHUNK },
    signs: [[ownedBy(/^tensorrt_?-?llm$/i)]],
    version: { path: '/version', place: 'version' },
    reports: ['output tokens', 'tokens per chunk', 'cached tokens'],
    reportsWith: [
      {
        numbers: ['queue', 'prefill', 'decode', 'total'],
        needs: '`return_perf_metrics: true` and `"metrics": true`',
      },
    ],
    quirks: ['Fields that it does not know are refused, so it is asked again without them.'],
  }),
  server({
    id: 'triton',
    title: 'Triton (generate)',
    protocols: ['triton-generate'],
    baseUrl: 'http://127.0.0.1:8000',
    models: null,
    signs: [[{ path: '/v2', place: 'name', matches: /^triton$/i }]],
    version: { path: '/v2', place: 'version' },
    reports: [],
    reportsWith: [
      { numbers: ['queue', 'total'], needs: '`"metricsUrl": "http://…:8002/metrics"`' },
      { numbers: ['prefill', 'decode'], needs: '`--metrics-config histogram_latencies=true` besides' },
    ],
    quirks: ['It tells neither tokens nor why an answer ended.'],
  }),
  server({
    id: 'transformers',
    title: 'Hugging Face transformers serve',
    protocols: ['openai-chat', 'openai-responses'],
    baseUrl: 'http://127.0.0.1:8000/v1',
    reports: ['output tokens'],
    quirks: [
      'It does not say what it is, so it is only known by `"vendor": "transformers"`. The first request loads the model.',
    ],
  }),
  server({
    id: 'deepspeed-mii',
    title: 'DeepSpeed-MII (OpenAI server)',
    protocols: ['openai-chat', 'openai-completions'],
    baseUrl: 'http://127.0.0.1:8000/v1',
    signs: [[ownedBy(/^deepspeed-mii$/)]],
    reports: [],
    quirks: ['Its stream has no usage, so tokens are counted here.'],
  }),
];

const PER_TOKEN = { timings_per_token: true, return_progress: true };

/** Servers for one machine, and gateways. */
const LOCAL: readonly VendorProfile[] = [
  server({
    id: 'llamacpp',
    title: 'llama.cpp (llama-server)',
    protocols: ['openai-chat', 'openai-completions', 'llamacpp-completion', 'anthropic-messages'],
    baseUrl: 'http://127.0.0.1:8080/v1',
    key: { sentAs: 'bearer', variables: ['LLAMA_API_KEY'] },
    extras: { 'openai-chat': PER_TOKEN, 'openai-completions': PER_TOKEN },
    signs: [
      [ownedBy(/^llamacpp$/)],
      [{ path: '/props', place: 'build_info' }],
      [{ path: '/props', place: 'total_slots' }],
    ],
    version: { path: '/props', place: 'build_info' },
    reports: ['output tokens', 'tokens per chunk', 'cached tokens', 'prefill', 'decode', 'prefill progress'],
    quirks: ['Headers come with the first token, so they say nothing of the queue.'],
  }),
  server({
    id: 'lmstudio',
    title: 'LM Studio',
    protocols: ['lmstudio-chat', 'openai-chat', 'openai-responses', 'anthropic-messages'],
    baseUrl: 'http://127.0.0.1:1234',
    key: { sentAs: 'bearer', variables: ['LM_API_TOKEN'] },
    signs: [
      [ownedBy(/^organization_owner$/)],
      [{ path: '/api/v1/models', place: 'models.0.key' }],
      [{ path: '/api/v0/models', place: 'data.0.state' }],
    ],
    reports: ['output tokens'],
    reportsWith: [
      { numbers: ['load', 'prefill progress', 'reasoning tokens', 'prefill'], needs: 'protocol `lmstudio-chat`' },
    ],
    quirks: ['A model that is not loaded is loaded by the first request.'],
  }),
  server({
    id: 'ollama',
    title: 'Ollama',
    protocols: ['ollama-chat', 'ollama-generate', 'openai-chat', 'openai-responses', 'anthropic-messages'],
    baseUrl: 'http://127.0.0.1:11434',
    key: { sentAs: 'bearer', variables: ['OLLAMA_API_KEY'] },
    models: { path: '/api/tags', list: 'models', name: 'name' },
    signs: [
      [
        { path: '/api/version', place: 'version' },
        { path: '/api/tags', place: 'models' },
      ],
    ],
    version: { path: '/api/version', place: 'version' },
    reports: ['output tokens'],
    reportsWith: [
      {
        numbers: ['load', 'prefill', 'decode', 'total', 'cached tokens'],
        needs: 'protocol `ollama-chat` or `ollama-generate`',
      },
      LOGPROBS,
    ],
    quirks: ['Loading holds the wait for other models. The OpenAI route tells no times, so the native one is better.'],
  }),
  server({
    id: 'litellm',
    title: 'LiteLLM proxy',
    protocols: ['openai-chat', 'openai-responses', 'anthropic-messages'],
    baseUrl: 'http://127.0.0.1:4000/v1',
    key: { sentAs: 'bearer', variables: ['LITELLM_API_KEY', 'LITELLM_MASTER_KEY'] },
    headers: [
      {
        name: 'x-litellm-response-duration-ms',
        covers: 'the whole request where it is not streamed, else only until the first chunk',
      },
      { name: 'x-litellm-overhead-duration-ms', covers: "the proxy's own part of it" },
      { name: 'x-litellm-*', covers: 'the model, retries and fallbacks behind the proxy' },
    ],
    signs: [
      [{ path: '/v1/models', header: 'x-litellm-version' }],
      [{ path: '/health/liveliness', place: '', matches: /alive/ }],
    ],
    version: null,
    reports: ['output tokens'],
    reportsWith: [{ numbers: ['cached tokens', 'reasoning tokens'], needs: 'a model that tells them' }],
    quirks: ['It may ask again by itself, or ask another model; its headers tell.'],
  }),
  server({
    id: 'generic',
    title: 'Any OpenAI-compatible server',
    baseUrl: 'http://{host}/v1',
    reports: [],
    reportsWith: [{ numbers: ['output tokens'], needs: 'usage in the stream, as most have it' }],
    quirks: ['What it tells is taken wherever it stands; where it tells no totals, tokens are counted here.'],
  }),
];

export const OWN_SERVERS: readonly VendorProfile[] = [...ENGINES, ...LOCAL];
