import * as l10n from '@vscode/l10n';
import { ESTIMATED_SIGN, type Format } from '../core/format';
import type { CountedPrompt } from '../messages/tokenCountMessages';
import { escapeMarkdown } from './statusHover';

const ICON = '$(symbol-string)';

/** While the tokens of a text are not known yet. */
export const countingText = (): string => `${ICON} ${l10n.t('… tokens')}`;

/** `1 234 tokens`, or `≈ 1 234 tokens` where anything about it is a guess. */
export function countText(counted: CountedPrompt, format: Format): string {
  const count = format.count(counted.tokens);
  const tokens = counted.tokens === 1 ? l10n.t('{0} token', count) : l10n.t('{0} tokens', count);
  return `${ICON} ${isExact(counted) ? tokens : `${ESTIMATED_SIGN} ${tokens}`}`;
}

const isExact = ({ isModelsOwn, openVariables, images }: CountedPrompt): boolean =>
  isModelsOwn && openVariables === 0 && images === 0;

/** The hover, as Markdown: what was counted, with which tokenizer, and what is not in the number. */
export function countHover(counted: CountedPrompt, part: 'document' | 'selection', format: Format): string {
  const sign = isExact(counted) ? '' : `${ESTIMATED_SIGN} `;
  const count = `${sign}${format.count(counted.tokens)}`;
  const title =
    part === 'selection'
      ? l10n.t('**{0}** input tokens, if the selection is sent as a prompt', count)
      : l10n.t('**{0}** input tokens, if this prompt is sent', count);
  return [title, tokenizerLine(counted), ...shareLine(counted, format), ...whatIsMissing(counted), action()].join(
    '\n\n',
  );
}

function tokenizerLine({ tokenizer, isModelsOwn, target }: CountedPrompt): string {
  const model = escapeMarkdown(target?.model ?? target?.name ?? '');
  if (isModelsOwn)
    return l10n.t('Counted with {0}, the tokenizer of {1}, with what the chat format adds.', `\`${tokenizer}\``, model);
  return model === ''
    ? l10n.t('Estimated with the tokenizer {0}, as no target is chosen.', `\`${tokenizer}\``)
    : l10n.t('Estimated with the tokenizer {0}; that of {1} is not known here.', `\`${tokenizer}\``, model);
}

function shareLine({ target, tokens }: CountedPrompt, format: Format): string[] {
  if (target?.contextWindow === undefined) return [];
  const share = format.percent(tokens / target.contextWindow);
  return [l10n.t('{0} of the context window of {1}', share, escapeMarkdown(target.name))];
}

function whatIsMissing({ openVariables, images }: CountedPrompt): string[] {
  const lines: string[] = [];
  if (openVariables > 0) lines.push(l10n.t('Variables without a value count as they stand: {0}.', openVariables));
  if (images > 0) lines.push(l10n.t('Images are not counted: {0}.', images));
  return lines;
}

const action = (): string => `[${l10n.t('Profile Prompt')}](command:promptProfiler.profilePrompt)`;
