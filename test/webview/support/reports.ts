import { costOfTokens } from '../../../src/core/costOfTokens';
import { deriveReport } from '../../../src/core/deriveReport';
import type { LocalCount } from '../../../src/core/deriveTokens';
import type { Cost, RunReport } from '../../../src/core/runReport';
import type { RunRequest } from '../../../src/core/runRequest';
import type { RunTrace } from '../../../src/core/runTrace';
import type { RunHeader } from '../../../src/core/runUpdate';

/** Reports as the engine makes them: traces through the real derivation. */

export interface ReportSetting {
  readonly runId?: string;
  readonly targetName?: string;
  readonly model?: string;
  readonly source?: string;
  readonly localCount?: LocalCount | null;
  readonly cost?: Cost | null;
  readonly local?: boolean;
}

/** What the busy trace costs at the prices of the table. */
export const PRICE: Cost = {
  ...costOfTokens(
    { inputPerMTok: 0.5, outputPerMTok: 1.5, cachedInputPerMTok: 0.05 },
    { input: 1812, cached: 1024, output: 104, model: 'qwen2.5-7b', isPartial: false },
  ),
  source: 'price-table',
  priceDate: '2026-10-01',
};

const FREE: Cost = { ...PRICE, totalUsd: 0, inputUsd: 0, outputUsd: 0, source: 'local', priceDate: null };

export function reportOf(trace: RunTrace, setting: ReportSetting = {}): RunReport {
  const { targetName = 'local vLLM', model = 'qwen2.5-7b', source = 'samples/latency.prompt.md:3-9' } = setting;
  const isLocal = setting.local === true;
  const target: RunRequest['target'] = isLocal
    ? { name: targetName, protocol: 'gguf', path: '/models/tiny.gguf', contextWindow: 4096 }
    : { name: targetName, protocol: 'openai-chat', url: 'http://127.0.0.1:8000/v1', model, contextWindow: 32_768 };
  return deriveReport({
    runId: setting.runId ?? 'run-1',
    request: {
      target,
      prompt: { messages: [{ role: 'user', content: 'Where does the time go?' }], source },
      parameters: { maxTokens: 256 },
      cache: 'as-is',
      apiKey: null,
    },
    shownTarget: { url: isLocal ? '/models/tiny.gguf' : 'http://127.0.0.1:8000/v1', model },
    promptSha256: '0'.repeat(64),
    trace,
    localCount:
      setting.localCount === undefined
        ? { input: 1809, output: 103, tokenizer: 'o200k_base', isModelsOwn: false }
        : setting.localCount,
    cost: setting.cost === undefined ? (isLocal ? FREE : PRICE) : setting.cost,
    costReason: setting.cost === null ? 'The price of this model is not known. Give one in the target.' : null,
    environment: { extension: '0.1.0', host: 'vscode 1.139.1', node: '24.21.0', os: 'linux x64', remote: false },
  });
}

export const headerOf = (report: RunReport): RunHeader => ({
  runId: report.id,
  targetName: report.target.name,
  protocol: report.target.protocol,
  model: report.target.model,
  promptSource: report.prompt.source,
});
