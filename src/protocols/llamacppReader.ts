import type { StreamEvent } from '../core/streamEvent';
import type { FrameReader } from './answerDecoder';
import { finishReasonOf } from './finishReason';
import { asArray, asCount, asObject, asText, type JsonObject } from './json';
import { promptProgress } from './llamacppProgress';
import { modelOnce } from './modelOnce';
import { timingsOf } from './openaiTimings';
import { PlainText } from './plainText';

/** Reads one answer of llama-server's `/completion`; the event with `stop: true` is the last one, and a whole body looks like it. */
export class LlamacppReader implements FrameReader {
  private readonly modelEvent = modelOnce();
  private readonly text = new PlainText();

  read(frame: JsonObject): StreamEvent[] {
    const timings = timingsOf(frame);
    return [
      ...this.modelEvent(frame['model']),
      ...promptProgress(frame),
      ...this.text.add(asText(frame['content']) ?? '', tokensOf(frame)),
      ...(timings ? [timings] : []),
      ...(frame['stop'] === true ? this.stop(frame) : []),
    ];
  }

  end(): StreamEvent[] {
    return this.text.end();
  }

  private stop(frame: JsonObject): StreamEvent[] {
    const raw = stopReason(frame);
    const finish: StreamEvent[] = raw === null ? [] : [{ type: 'finish', reason: finishReasonOf(raw), raw }];
    return [...this.end(), ...usage(frame), ...finish, { type: 'end' }];
  }
}

/**
 * The total is exact: it grows with tokens whose text is held back, because a character or a stop word is not complete yet. The
 * list of ids leaves those out.
 */
function tokensOf(frame: JsonObject) {
  const total = asCount(frame['tokens_predicted']) ?? asCount(asObject(frame['timings'])?.['predicted_n']);
  const ids = asArray(frame['tokens']).length;
  return { own: total === null && ids > 0 ? ids : null, total };
}

/** Cached tokens stand in the timings only: `tokens_cached` counts what is in the cache afterwards, the answer included. */
function usage(frame: JsonObject): StreamEvent[] {
  const inputTotal = asCount(frame['tokens_evaluated']);
  const outputTotal = asCount(frame['tokens_predicted']);
  if (inputTotal === null && outputTotal === null) return [];
  const inputCached = asCount(asObject(frame['timings'])?.['cache_n']);
  const totals = { inputTotal, inputCached, inputCacheWrite: null, outputTotal, outputReasoning: null };
  return [{ type: 'usage', usage: totals }];
}

/** Older builds have a flag for each reason. */
function stopReason(frame: JsonObject): string | null {
  const flag = ['eos', 'limit', 'word'].find((name) => frame[`stopped_${name}`] === true);
  return asText(frame['stop_type']) ?? flag ?? null;
}
