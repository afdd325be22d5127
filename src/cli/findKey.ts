import type { Target } from '../core/target';
import { UsageError } from './usageError';

/** Hosts whose key has a usual place in the environment. A vendor's key goes to that vendor's host and nowhere else. */
const VENDOR_VARIABLES: readonly (readonly [host: RegExp, variables: readonly string[]])[] = [
  [/(?:^|\.)openai\.com$/, ['OPENAI_API_KEY']],
  [/\.(?:openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com)$/, ['AZURE_OPENAI_API_KEY']],
  [/(?:^|\.)anthropic\.com$/, ['ANTHROPIC_API_KEY']],
  [/^generativelanguage\.googleapis\.com$/, ['GEMINI_API_KEY', 'GOOGLE_API_KEY']],
  [/(?:^|\.)mistral\.ai$/, ['MISTRAL_API_KEY']],
  [/(?:^|\.)deepseek\.com$/, ['DEEPSEEK_API_KEY']],
  [/(?:^|\.)groq\.com$/, ['GROQ_API_KEY']],
  [/(?:^|\.)cerebras\.ai$/, ['CEREBRAS_API_KEY']],
  [/(?:^|\.)x\.ai$/, ['XAI_API_KEY']],
  [/(?:^|\.)openrouter\.ai$/, ['OPENROUTER_API_KEY']],
  [/(?:^|\.)together\.(?:xyz|ai)$/, ['TOGETHER_API_KEY']],
  [/(?:^|\.)fireworks\.ai$/, ['FIREWORKS_API_KEY']],
  [/(?:^|\.)perplexity\.ai$/, ['PERPLEXITY_API_KEY', 'PPLX_API_KEY']],
  [/(?:^|\.)moonshot\.(?:ai|cn)$/, ['MOONSHOT_API_KEY']],
  [/^dashscope.*\.aliyuncs\.com$/, ['DASHSCOPE_API_KEY']],
  [/(?:^|\.)cohere\.(?:com|ai)$/, ['COHERE_API_KEY', 'CO_API_KEY']],
  [/(?:^|\.)huggingface\.co$/, ['HF_TOKEN']],
  [/^models\.github\.ai$/, ['GITHUB_TOKEN']],
  [/(?:^|\.)nvidia\.com$/, ['NVIDIA_API_KEY']],
];

/** The key for a target: where `keyFrom` says, then our own variable, then the vendor's usual one. */
export function findKey(target: Target, env: NodeJS.ProcessEnv): string | null {
  if (target.protocol === 'gguf') return null;
  const named = /^env:(.+)$/.exec(target.keyFrom ?? '')?.[1];
  if (named !== undefined) return valueOf(env, named) ?? missing(named, target.name);
  return valueOf(env, 'PROMPT_PROFILER_API_KEY') ?? vendorKey(target.url, env);
}

function vendorKey(url: string, env: NodeJS.ProcessEnv): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname, protocol } = new URL(url);
  if (protocol !== 'https:') return null;
  const variables = VENDOR_VARIABLES.find(([host]) => host.test(hostname))?.[1] ?? [];
  return variables.map((name) => valueOf(env, name)).find((value) => value !== null) ?? null;
}

const valueOf = (env: NodeJS.ProcessEnv, name: string): string | null => env[name]?.trim() || null;

function missing(name: string, target: string): never {
  throw new UsageError(`The target "${target}" takes its key from the environment variable ${name}, which is not set.`);
}
