import type { RunRequest } from '../core/runRequest';
import type { HttpRequestParts } from './dialect';
import { asObject, type JsonObject } from './json';
import { bearer, jsonPost, routeUrl, type Wishes } from './requestParts';

/** A request to Ollama's own interface: sampling parameters are `options`, the rest stands beside them. */
export function ollamaRequest(
  request: RunRequest,
  { target, parameters, extra }: Wishes,
  route: string,
  prompt: JsonObject,
): HttpRequestParts {
  const options = {
    num_predict: parameters.maxTokens,
    temperature: parameters.temperature,
    top_p: parameters.topP,
    seed: parameters.seed,
    stop: parameters.stop,
    ...asObject(extra['options']),
  };
  return jsonPost({
    url: routeUrl(target.url, route, '/api'),
    target,
    accept: 'application/x-ndjson',
    credentials: bearer(request.apiKey),
    body: { model: target.model, ...prompt, stream: true, ...extra, options },
  });
}
