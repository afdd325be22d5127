import { RunFailure, type RunError } from '../../../src/core/runError';
import type { RunRequest } from '../../../src/core/runRequest';
import type { RunTrace } from '../../../src/core/runTrace';
import type { GgufTarget } from '../../../src/core/target';
import { createTraceRecorder, type TraceRecorder } from '../../../src/core/traceRecorder';
import type { RunSource } from '../../../src/engine/runSource';

/** What a test says about a run; the rest is ordinary. */
export interface Wish {
  readonly path: string;
  readonly prompt?: string;
  readonly system?: string;
  readonly parameters?: RunRequest['parameters'];
  readonly cache?: RunRequest['cache'];
  readonly target?: Partial<GgufTarget>;
}

export interface LocalOutcome {
  readonly trace: RunTrace;
  readonly error: RunError | null;
}

export interface StartedRun {
  readonly recorder: TraceRecorder;
  readonly outcome: Promise<LocalOutcome>;
  /** Settles with the first text, or with the end of a run that has none. */
  readonly firstText: Promise<void>;
  readonly stop: () => void;
}

export function requestOf({
  path,
  prompt = 'Hello',
  system,
  parameters = {},
  cache = 'as-is',
  target,
}: Wish): RunRequest {
  return {
    target: { name: 'local', protocol: 'gguf', path, ...target },
    prompt: {
      messages: [
        ...(system === undefined ? [] : [{ role: 'system' as const, content: system }]),
        { role: 'user', content: prompt },
      ],
      source: 'test',
    },
    parameters,
    cache,
    apiKey: null,
  };
}

/** Starts a run on a source and records it as the engine does. */
export function startRun(source: RunSource, wish: Wish): StartedRun {
  const recorder = createTraceRecorder(() => '2026-01-01T00:00:00.000Z');
  const controller = new AbortController();
  let sawText = (): void => undefined;
  const firstText = new Promise<void>((resolve) => (sawText = resolve));
  const event = recorder.event.bind(recorder);
  recorder.event = (...said) => {
    event(...said);
    if (said[0].type === 'text') sawText();
  };
  const finish = (error: RunError | null): LocalOutcome => ({
    error,
    trace: recorder.finish({ status: error ? 'failed' : 'completed', error, atMs: 0, loopDelay: null }),
  });
  const outcome = source.run(requestOf(wish), recorder, controller.signal).then(
    () => finish(null),
    (failure: unknown) => {
      if (failure instanceof RunFailure) return finish(failure.error);
      throw failure;
    },
  );
  void outcome.finally(sawText);
  return { recorder, outcome, firstText, stop: () => controller.abort() };
}

export const runToEnd = (source: RunSource, wish: Wish): Promise<LocalOutcome> => startRun(source, wish).outcome;

export const textOf = ({ chunks }: Pick<RunTrace, 'chunks'>): string => chunks.map(({ text }) => text).join('');

export const tokensOf = ({ chunks }: Pick<RunTrace, 'chunks'>): number =>
  chunks.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0);
