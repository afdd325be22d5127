import type { RunRequest } from '../core/runRequest';
import type { StreamEvent } from '../core/streamEvent';
import { AnswerDecoder, decodeWhole, type FrameReader } from './answerDecoder';
import { decodeHttpError } from './apiError';
import type { Dialect, HttpRequestParts } from './dialect';
import { asArray, asObject, asText, type JsonObject } from './json';
import { modelOnce } from './modelOnce';
import { NewText } from './newText';
import { PlainText } from './plainText';
import { bearer, jsonPost, plainPrompt, routeUrl, wishesOf } from './requestParts';

/** Triton's generate extension, as TensorRT-LLM and vLLM are served with it. It tells neither tokens nor times nor why it ended. */
export const tritonGenerate: Dialect = {
  framing: 'sse',
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new TritonReader()),
  decodeBody: (body, context) => decodeWhole(body, context, new TritonReader(), (answer) => 'text_output' in answer),
  decodeError: decodeHttpError,
};

/** What a model does not know among the parameters is left aside by the server, so the words of its usual backends go out together. */
function encode(request: RunRequest): HttpRequestParts {
  const { target, parameters, extra, isStreamed } = wishesOf(request, 'triton-generate');
  return jsonPost({
    url: generateUrl(target.url, target.model, isStreamed ? 'generate_stream' : 'generate'),
    target,
    accept: 'text/event-stream',
    credentials: bearer(request.apiKey),
    body: {
      text_input: plainPrompt(request.prompt.messages),
      ...extra,
      // The address says it.
      stream: undefined,
      parameters: {
        stream: isStreamed,
        max_tokens: parameters.maxTokens,
        temperature: parameters.temperature,
        top_p: parameters.topP,
        seed: parameters.seed,
        stop_words: parameters.stop,
        exclude_input_in_output: true,
        ...asObject(extra['parameters']),
      },
    },
  });
}

/** The address names the model; a URL that already does is kept, as it may name a version, too. */
function generateUrl(base: string, model: string, verb: string): string {
  return /\/models\/[^/?#]/.test(base)
    ? routeUrl(base, `/${verb}`)
    : routeUrl(base, `/v2/models/${encodeURIComponent(model)}/${verb}`, '/v2');
}

/** Reads one answer of Triton. Whether an event has the new text or all of it depends on the backend. */
class TritonReader implements FrameReader {
  /** There is no terminator. */
  readonly endsByClose = true;
  private readonly modelEvent = modelOnce();
  private readonly newText = new NewText({ usuallyGrows: false });
  private readonly text = new PlainText();

  read(frame: JsonObject): StreamEvent[] {
    const said = asText(frame['text_output']) ?? asText(asArray(frame['text_output'])[0]) ?? '';
    return [
      ...this.modelEvent(frame['model_name']),
      ...this.text.add(this.newText.take(said), { own: null, total: null }),
    ];
  }

  end(): StreamEvent[] {
    return this.text.end();
  }
}
