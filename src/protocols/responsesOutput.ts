import type { StreamEvent } from '../core/streamEvent';
import { asArray, asObject, type JsonObject } from './json';
import { textEvent } from './textEvent';
import { ToolText } from './toolText';

/** The generated texts of a whole response, in their order. */
export function outputPieces(output: readonly JsonObject[]): StreamEvent[] {
  const tools = new ToolText();
  const pieces = output.flatMap((item, index) => {
    if (item['type'] === 'message') return partsOf(item['content']).flatMap(messagePieces);
    if (item['type'] === 'reasoning') return reasoningPieces(item);
    return textEvent('tool', tools.take([{ index, function: { name: item['name'], arguments: argumentsOf(item) } }]));
  });
  return [...pieces, ...textEvent('tool', tools.end())];
}

const partsOf = (parts: unknown): JsonObject[] => asArray(parts).map((part) => asObject(part) ?? {});

const messagePieces = (part: JsonObject): StreamEvent[] => [
  ...textEvent('answer', part['text']),
  ...textEvent('refusal', part['refusal']),
];

const reasoningPieces = (item: JsonObject): StreamEvent[] =>
  [...partsOf(item['summary']), ...partsOf(item['content'])].flatMap((part) => textEvent('reasoning', part['text']));

/** Calls carry their arguments as text under one of three names. */
const argumentsOf = (call: JsonObject): unknown => call['arguments'] ?? call['input'] ?? call['code'];
