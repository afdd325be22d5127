import { lm, type LanguageModelChat } from 'vscode';
import type { LmTarget } from '../../core/target';

/** Extensions that offer models may have to be started for this; a list of targets does not wait for them for ever. */
const LIMIT_MS = 2_000;

/** The editor's language models as targets; none where there are none, or nobody says in time. */
export async function offeredModels(): Promise<LmTarget[]> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<LanguageModelChat[]>((resolve) => {
    limit = setTimeout(() => resolve([]), LIMIT_MS);
  });
  const models = await Promise.race([lm.selectChatModels(), late]).catch(() => []);
  clearTimeout(limit);
  return models.map(targetOf);
}

const targetOf = ({ id, name, vendor, maxInputTokens }: LanguageModelChat): LmTarget => ({
  name: `${name} (${vendor})`,
  protocol: 'vscode-lm',
  model: id,
  provider: vendor,
  ...(Number.isInteger(maxInputTokens) && maxInputTokens > 0 && { contextWindow: maxInputTokens }),
});
