import type { StreamEvent } from '../core/streamEvent';
import type { FrameReader } from './answerDecoder';
import { finishReasonOf } from './finishReason';
import { asCount, asObject, asText, type JsonObject } from './json';
import { PlainText } from './plainText';

/** Reads one answer of Text Generation Inference. The event of the last token has the whole text, too, and ends the answer. */
export class TgiReader implements FrameReader {
  private readonly text = new PlainText();

  read(frame: JsonObject): StreamEvent[] {
    const token = asObject(frame['token']);
    const whole = typeof frame['generated_text'] === 'string' ? frame['generated_text'] : null;
    const details = asObject(frame['details']);
    const text = token ? this.token(token) : this.text.add(whole ?? '', { own: null, total: outputOf(details) });
    return whole === null ? text : [...text, ...this.end(), ...usage(details), ...finish(details), { type: 'end' }];
  }

  end(): StreamEvent[] {
    return this.text.end();
  }

  /** The marks that a model puts between its own turns are tokens, but no text; a token of half a character has none yet. */
  private token({ text, special }: JsonObject): StreamEvent[] {
    return this.text.add(special === true ? '' : (asText(text) ?? ''), { own: 1, total: null });
  }
}

const outputOf = (details: JsonObject | null): number | null => asCount(details?.['generated_tokens']);

function usage(details: JsonObject | null): StreamEvent[] {
  const outputTotal = outputOf(details);
  const inputTotal = asCount(details?.['input_length']);
  if (outputTotal === null && inputTotal === null) return [];
  const totals = { inputTotal, inputCached: null, inputCacheWrite: null, outputTotal, outputReasoning: null };
  return [{ type: 'usage', usage: totals }];
}

function finish(details: JsonObject | null): StreamEvent[] {
  const raw = asText(details?.['finish_reason']);
  return raw === null ? [] : [{ type: 'finish', reason: finishReasonOf(raw), raw }];
}
