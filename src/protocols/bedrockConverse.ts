import type { RunError } from '../core/runError';
import type { Message, PromptImage, RunRequest } from '../core/runRequest';
import { AnswerDecoder, decodeWhole } from './answerDecoder';
import { decodeHttpError } from './apiError';
import { loadAwsCodec } from './awsCodec';
import { BedrockReader } from './bedrockReader';
import type { Dialect, ErrorContext, HttpRequestParts, ResponseHeaders } from './dialect';
import { bytesOf, partsOf, type PartForms } from './imageParts';
import { asObject, asText, parseJson, type JsonObject } from './json';
import { bearer, jsonPost, wishesOf, type Wishes } from './requestParts';
import { systemApart } from './systemApart';

/** Amazon Bedrock's Converse: one form for the models of all makers. Without a bearer key the request is signed elsewhere. */
export const bedrockConverse: Dialect = {
  framing: 'aws-event-stream',
  images: 'bytes',
  load: loadAwsCodec,
  encode,
  createDecoder: (context) => new AnswerDecoder(context, new BedrockReader(context)),
  decodeBody: (body, context) =>
    decodeWhole(body, context, new BedrockReader(context), (answer) => asObject(answer['output']) !== null),
  decodeError,
};

/** The protocol has no seed, so none is sent. */
function encode(request: RunRequest): HttpRequestParts {
  const wishes = wishesOf(request, 'bedrock-converse');
  const { target, extra, isStreamed } = wishes;
  const { system, turns } = systemApart(request.prompt.messages);
  return jsonPost({
    url: converseUrl(target.url, target.model, isStreamed),
    target,
    accept: isStreamed ? 'application/vnd.amazon.eventstream' : 'application/json',
    credentials: bearer(request.apiKey),
    body: {
      system: system === null ? undefined : [{ text: system }],
      messages: turns.map(turnOf),
      ...extra,
      inferenceConfig: configOf(wishes),
      // That is said by the address; the body knows no such field.
      stream: undefined,
    },
  });
}

const FORMS: PartForms = {
  image: (image) => ({ image: { format: formatOf(image), source: { bytes: bytesOf(image).dataBase64 } } }),
  text: (text) => ({ text }),
};

const formatOf = (image: PromptImage): string => bytesOf(image).mediaType.replace('image/', '');

const turnOf = (message: Message): JsonObject => ({ role: message.role, content: partsOf(message, FORMS) });

function configOf({ parameters, extra }: Wishes): JsonObject | undefined {
  const config = {
    ...(parameters.maxTokens !== undefined && { maxTokens: parameters.maxTokens }),
    ...(parameters.temperature !== undefined && { temperature: parameters.temperature }),
    ...(parameters.topP !== undefined && { topP: parameters.topP }),
    ...(parameters.stop !== undefined && { stopSequences: parameters.stop }),
    ...asObject(extra['inferenceConfig']),
  };
  return Object.keys(config).length > 0 ? config : undefined;
}

/** Models are named by words or by ARNs with slashes, so the name is one encoded part of the path. */
function converseUrl(base: string, model: string, isStreamed: boolean): string {
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(base) ?? [];
  const method = isStreamed ? 'converse-stream' : 'converse';
  const trimmed = path.replace(/\/+$/, '').replace(/\/converse(-stream)?$/, '');
  const modelPath = /\/model\/[^/]+$/.test(trimmed) ? trimmed : `${trimmed}/model/${encodeURIComponent(model)}`;
  return `${modelPath}/${method}${query}`;
}

/** The kind of an error stands in a header, beside a body that holds only the words. */
function decodeError(status: number, headers: ResponseHeaders, body: string, context: ErrorContext): RunError {
  const said = asObject(parseJson(body));
  const message = asText(said?.['message']) ?? asText(said?.['Message']);
  const type = String(headers['x-amzn-errortype'] ?? '').split(':')[0];
  return decodeHttpError(status, headers, message === null ? body : JSON.stringify({ message, type }), context);
}
