import * as l10n from '@vscode/l10n';
import { ProgressLocation, env, window } from 'vscode';
import { ulid } from 'ulid';
import type { Engine } from '../../core/engine';
import { formatFor } from '../../core/format';
import type { RunReport } from '../../core/runReport';
import type { Target } from '../../core/target';

/** Short, so that it costs next to nothing, and long enough for a speed; some servers refuse less than 16 tokens. */
const PROMPT = 'Count from one to ten in words.';
const MOST_TOKENS = 48;

/** One run with a prompt of our own, to see whether a target works. Can be stopped; gives its report in any case. */
export function testCall(engine: Engine, target: Target, apiKey: string | null): Thenable<RunReport> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Trying "{0}" with a short prompt…', target.name),
    cancellable: true,
  };
  return window.withProgress(options, (_, token) => {
    const request = {
      target,
      prompt: { messages: [{ role: 'user' as const, content: PROMPT }], source: 'test call' },
      parameters: { maxTokens: MOST_TOKENS },
      cache: 'as-is' as const,
      apiKey,
    };
    const run = engine.run(ulid(), request, () => undefined);
    token.onCancellationRequested(() => run.stop());
    return run.finished;
  });
}

/** What a call that worked came to, in one sentence. */
export function testSentence({ target, metrics }: RunReport): string {
  const format = formatFor(env.language);
  const { ttftMs, decodeTokensPerSecond } = metrics;
  if (ttftMs.value === null) return l10n.t('"{0}" answers, but with an empty text.', target.name);
  const first = format.duration(ttftMs.value, 'card');
  if (decodeTokensPerSecond.value === null) return l10n.t('"{0}" works: first token after {1}.', target.name, first);
  const speed = format.tokenSpeed(decodeTokensPerSecond.value, 'card');
  return l10n.t('"{0}" works: first token after {1}, then {2}.', target.name, first, speed);
}
