import { asArray, asObject, asText, type JsonObject } from './json';
import { ThinkTags, type Piece } from './thinkTags';
import { ToolText } from './toolText';

/** Finds the generated text of one choice, wherever the vendor puts it. Holds what is spread over several frames. */
export class DeltaReader {
  private readonly tags = new ThinkTags();
  private readonly tools = new ToolText();
  /** The server tells reasoning apart itself, so a tag in its answers is only text. */
  private hasReasoningField = false;

  /** Pieces of one delta (or of the message of a body), in the order in which they were generated. */
  read(delta: JsonObject): Piece[] {
    const reasoning = reasoningOf(delta);
    if (reasoning !== '') this.hasReasoningField = true;
    const content = this.content(delta['content']);
    const transcript = asText(asObject(delta['audio'])?.['transcript']) ?? '';
    const refusal = asText(delta['refusal']) ?? '';
    const tool = this.tools.take(delta['tool_calls']) + this.tools.take(legacyCall(delta));
    // Nearly every frame has content only, and a stream has a frame for each token.
    if (reasoning === '' && transcript === '' && refusal === '' && tool === '') return content;
    return [
      ...piece('reasoning', reasoning),
      ...content,
      ...piece('answer', transcript),
      ...piece('refusal', refusal),
      ...piece('tool', tool),
    ];
  }

  /** What was held back and will not be continued. */
  end(): Piece[] {
    return [...this.tags.end(), ...piece('tool', this.tools.end())];
  }

  private content(content: unknown): Piece[] {
    if (Array.isArray(content)) return content.flatMap(partOf);
    const text = asText(content);
    if (text === null) return [];
    return this.hasReasoningField ? [...this.tags.end(), ...piece('answer', text)] : this.tags.split(text);
  }
}

const piece = (channel: Piece['channel'], text: string): Piece[] => (text === '' ? [] : [{ channel, text }]);

/** Three fields are in use, often two at once with the same text, so the first that holds something counts. */
function reasoningOf(delta: JsonObject): string {
  return asText(delta['reasoning']) ?? asText(delta['reasoning_content']) ?? detailsText(delta['reasoning_details']);
}

function detailsText(details: unknown): string {
  if (!Array.isArray(details)) return '';
  return details
    .map((detail: unknown) => asText(asObject(detail)?.['text']) ?? asText(asObject(detail)?.['summary']) ?? '')
    .join('');
}

/** Mistral's typed parts: `text`, and `thinking` with parts of its own. */
function partOf(value: unknown): Piece[] {
  const part = asObject(value) ?? {};
  if (part['type'] !== 'thinking') return piece('answer', asText(part['text']) ?? '');
  const inner = part['thinking'];
  const text =
    asText(inner) ??
    asArray(inner)
      .map((each) => asText(asObject(each)?.['text']) ?? '')
      .join('');
  return piece('reasoning', text);
}

/** The form of tool calls before there could be several. */
function legacyCall(delta: JsonObject): unknown {
  const call = asObject(delta['function_call']);
  return call && [{ index: -1, function: call }];
}
