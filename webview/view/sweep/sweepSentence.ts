import * as l10n from '@vscode/l10n';
import { predictFrom } from '../../../src/core/sweep/fitCurve';
import type { Curve, LengthPart } from '../../../src/core/sweep/lengthReport';
import type { LoadPart } from '../../../src/core/sweep/loadReport';
import { sentenceOf, type VerdictPart } from '../../../src/core/verdict';
import type { Words } from '../words';
import { levelName, saidHere } from './resultWords';

/** What a sweep over lengths says, in one or two sentences; nothing as long as there is no curve. */
export const lengthSentence = (part: LengthPart, words: Words): VerdictPart[] => [
  ...(part.ttft ? firstToken(part, part.ttft, words) : []),
  ...(part.ttft && part.tpot ? [{ text: ' ', strong: false }] : []),
  ...(part.tpot ? eachToken(part.tpot, words) : []),
];

function firstToken({ prefillTokensPerSecond }: LengthPart, curve: Curve, { duration, count, format }: Words) {
  const { fixedMs, perTokenMs, perSquareTokenMs, maxTokens } = curve;
  if (perTokenMs.ci95[0] <= 0 && !perSquareTokenMs)
    return sentenceOf(
      l10n.t('The first token takes about {0}; these runs do not show that longer prompts take longer.'),
      duration(predictFrom(curve, maxTokens).value),
    );
  const longest = [duration(predictFrom(curve, maxTokens).value), count(Math.round(maxTokens))] as const;
  const speed = prefillTokensPerSecond ? format.tokenSpeed(prefillTokensPerSecond.value, 'card') : null;
  const each = duration(1000 * perTokenMs.value);
  if (perSquareTokenMs || speed === null)
    return sentenceOf(
      l10n.t('The first token comes after {0} with a prompt of {1} tokens, and after {2} with one of {3}.'),
      duration(predictFrom(curve, curve.minTokens).value),
      { text: count(Math.round(curve.minTokens)), strong: false },
      longest[0],
      { text: longest[1], strong: false },
    );
  return fixedMs.ci95[0] <= 0
    ? sentenceOf(
        l10n.t('The first token takes {0} for every 1 000 tokens of the prompt, which is read at {1}.'),
        each,
        speed,
      )
    : sentenceOf(
        l10n.t('The first token takes {0} plus {1} for every 1 000 tokens of the prompt, which is read at {2}.'),
        duration(fixedMs.value),
        each,
        speed,
      );
}

function eachToken(curve: Curve, { duration, count }: Words): VerdictPart[] {
  const { perTokenMs, perSquareTokenMs, minTokens, maxTokens } = curve;
  const [short, long] = [minTokens, maxTokens].map((tokens) => duration(predictFrom(curve, tokens).value));
  const plain = (text: string): VerdictPart => ({ text, strong: false });
  if (perTokenMs.ci95[0] <= 0 && !perSquareTokenMs)
    return sentenceOf(l10n.t('Each further one takes {0}, whatever the length of the context.'), short ?? '');
  return sentenceOf(
    l10n.t('Each further one takes {0} with {1} tokens of context, and {2} with {3}.'),
    short ?? '',
    plain(count(Math.round(minTokens))),
    long ?? '',
    plain(count(Math.round(maxTokens))),
  );
}

/** What a sweep under load says, in one or two sentences. */
export function loadSentence(part: LoadPart, words: Words): VerdictPart[] {
  if (part.levels.length === 0) return [];
  const knee = part.knee && part.levels[part.knee.level];
  return [
    ...budgetSentence(part, words),
    ...(knee
      ? sentenceOf(l10n.t(' Beyond {0}, more load brings more waiting than answers.'), levelName(knee, words))
      : []),
  ];
}

function budgetSentence({ withinBudgets, levels }: LoadPart, words: Words): VerdictPart[] {
  const { duration, format } = words;
  const level = withinBudgets.level === null ? undefined : levels[withinBudgets.level];
  if (level?.ttftMs.p50 === undefined || level.ttftMs.p50 === null || level.outputTokensPerSecond === null)
    return [{ text: saidHere(withinBudgets.sentence), strong: false }];
  return sentenceOf(
    l10n.t('Up to {0} meet the budgets, with the first token after {1} and {2} for all of them together.'),
    levelName(level, words),
    duration(level.ttftMs.p50),
    format.tokenSpeed(level.outputTokensPerSecond, 'card'),
  );
}
