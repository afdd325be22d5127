/**
 * What makes the first token of a real server late, with known numbers: loading the model, waiting for others, reading the prompt.
 * Each `key` in the path is a server of its own, and keeps its state from request to request.
 *
 * @typedef {{ readPrompts: string[][], freeAtMs: number, isLoaded: boolean }} ModelServer
 */
/** @type {Map<string, ModelServer>} */
const servers = new Map();

/** @param {Record<string, string>} params @param {string} name */
const amount = (params, name) => Number(params[name] ?? 0);

/**
 * When the first token of a request is ready, in ms after the request. Parameters: `loadMs` for the first request, `fixedMs` for each request,
 * `prefillMs` for each word of the prompt that is not known and `squareMs` for its square, `cache=1` to know prompts from before, `context` for the longest prompt that is not refused, `tokens` and `gapMs` for how long it is busy.
 *
 * @param {Record<string, string>} params
 * @param {{ messages?: { content: string }[] }} request
 * @param {number} nowMs
 */
export function serveByModel(params, { messages = [] }, nowMs) {
  const key = params.key ?? '';
  const server = servers.get(key) ?? { readPrompts: [], freeAtMs: nowMs, isLoaded: false };
  servers.set(key, server);
  const words = messages.flatMap(({ content }) => content.split(/\s+/).filter((word) => word !== ''));
  const cachedTokens = params.cache ? Math.max(0, ...server.readPrompts.map((known) => commonStart(known, words))) : 0;
  const queueMs = Math.max(0, server.freeAtMs - nowMs);
  const loadMs = server.isLoaded ? 0 : amount(params, 'loadMs');
  const news = words.length - cachedTokens;
  const prefillMs = news * amount(params, 'prefillMs') + news ** 2 * amount(params, 'squareMs');
  const firstMs = queueMs + loadMs + amount(params, 'fixedMs') + prefillMs;
  server.isLoaded = true;
  server.readPrompts.push(words);
  server.freeAtMs = nowMs + firstMs + amount(params, 'tokens') * amount(params, 'gapMs');
  return { promptTokens: words.length, cachedTokens, queueMs, loadMs, prefillMs, firstMs };
}

/** @param {string[]} known @param {string[]} words */
function commonStart(known, words) {
  const differs = words.findIndex((word, index) => word !== known[index]);
  return differs < 0 ? words.length : differs;
}
