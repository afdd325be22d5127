import { asArray, asObject, asText, parseJson, type JsonObject } from './json';

/** Longer complaints repeat the request, and with it the prompt. */
const MOST_CHARACTERS = 2000;

/** Fields in which servers say what they did not like. Others repeat what they were sent. */
const SPEAKING = ['message', 'error', 'param', 'code', 'type', 'detail', 'msg', 'loc', 'details', 'description'];

/** What a refusal says in its own words and names, without the copy of the request that validators put beside them. */
export function refusalWords(body: string): string {
  const parsed = parseJson(body);
  const words = parsed === undefined ? [body] : wordsIn(parsed, 0);
  return words.join(' ').slice(0, MOST_CHARACTERS);
}

function wordsIn(value: unknown, depth: number): string[] {
  const text = asText(value);
  if (text !== null) return [text];
  if (depth > 4) return [];
  if (Array.isArray(value)) return asArray(value).flatMap((entry) => wordsIn(entry, depth + 1));
  const said: JsonObject = asObject(value) ?? {};
  return SPEAKING.flatMap((name) => wordsIn(said[name], depth + 1));
}
