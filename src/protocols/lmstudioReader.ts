import type { StreamEvent } from '../core/streamEvent';
import type { FrameReader } from './answerDecoder';
import { asArray, asCount, asObject, asText, type JsonObject } from './json';
import { modelOnce } from './modelOnce';
import { textEvent } from './textEvent';
import { MS_PER_SECOND, msOf, timingsEvent } from './timingsEvent';
import { ToolText } from './toolText';
import { workEvent } from './workEvent';

/** Reads one answer of LM Studio, streamed or whole. Kinds of events that are not known here are skipped. */
export class LmstudioReader implements FrameReader {
  private readonly modelEvent = modelOnce();
  private readonly tools = new ToolText();

  read(frame: JsonObject, event: string | null): StreamEvent[] {
    const kind = asText(frame['type']) ?? event;
    switch (kind) {
      case 'chat.start':
        return this.modelEvent(frame['model_instance_id']);
      case 'model_load.start':
        return workEvent('load', { processed: 0, total: 1 });
      case 'model_load.progress':
        return workEvent('load', { processed: frame['progress'], total: 1 });
      case 'model_load.end':
        return timingsEvent(
          { loadMs: msOf(frame['load_time_seconds'], MS_PER_SECOND) },
          { load_time_seconds: frame['load_time_seconds'] },
        );
      case 'prompt_processing.start':
        return workEvent('prefill', { processed: 0, total: 1 });
      case 'prompt_processing.progress':
        return workEvent('prefill', { processed: frame['progress'], total: 1 });
      case 'prompt_processing.end':
        return workEvent('prefill', { processed: 1, total: 1 });
      case 'chat.end':
        return [...this.end(), ...this.result(asObject(frame['result']) ?? {}), { type: 'end' }];
      case null:
        return this.whole(frame);
      default:
        return this.piece(kind, frame);
    }
  }

  end(): StreamEvent[] {
    return textEvent('tool', this.tools.end());
  }

  /** A piece of the answer, or a part of a whole one. */
  private piece(kind: string | null, frame: JsonObject): StreamEvent[] {
    switch (kind) {
      case 'reasoning.delta':
      case 'reasoning':
        return textEvent('reasoning', frame['content']);
      case 'message.delta':
      case 'message':
        return textEvent('answer', frame['content']);
      // The call as the model wrote it; what the tool answered is not generated.
      case 'tool_call.arguments':
      case 'tool_call':
        return textEvent('tool', this.tools.take([call(frame)]));
      default:
        return [];
    }
  }

  private result({ model_instance_id: model, stats }: JsonObject): StreamEvent[] {
    const said = asObject(stats) ?? {};
    return [...this.modelEvent(model), ...timings(said), ...usage(said)];
  }

  private whole(answer: JsonObject): StreamEvent[] {
    const items = asArray(answer['output']).map((item) => asObject(item) ?? {});
    return [
      ...this.modelEvent(answer['model_instance_id']),
      ...items.flatMap((item) => this.piece(asText(item['type']), item)),
      ...this.end(),
      ...this.result(answer),
    ];
  }
}

const call = ({ tool, arguments: given }: JsonObject): JsonObject => ({
  function: { name: tool, arguments: typeof given === 'string' ? given : JSON.stringify(given ?? {}) },
});

/** Its time to the first token begins when the model has been loaded, so it is that of the prompt. */
function timings(stats: JsonObject): StreamEvent[] {
  const { time_to_first_token_seconds: prefill, model_load_time_seconds: load } = stats;
  return timingsEvent({ prefillMs: msOf(prefill, MS_PER_SECOND), loadMs: msOf(load, MS_PER_SECOND) }, { stats });
}

function usage(stats: JsonObject): StreamEvent[] {
  const inputTotal = asCount(stats['input_tokens']);
  const outputTotal = asCount(stats['total_output_tokens']);
  if (inputTotal === null && outputTotal === null) return [];
  const outputReasoning = asCount(stats['reasoning_output_tokens']);
  return [
    { type: 'usage', usage: { inputTotal, inputCached: null, inputCacheWrite: null, outputTotal, outputReasoning } },
  ];
}
