import { asArray, asObject, asText, asNumber } from './json';

/**
 * Tool calls as readable text: the name once, then the arguments as they are generated. A name comes out with its first
 * arguments, because only generated arguments count as the first token of a call.
 */
export class ToolText {
  /** Names that still wait for arguments, by the call's index. */
  private readonly names = new Map<number, string>();
  private calls = 0;

  take(toolCalls: unknown): string {
    let text = '';
    asArray(toolCalls).forEach((call, position) => (text += this.takeOne(call, position)));
    return text;
  }

  /** Names of calls that got no arguments at all. */
  end(): string {
    const left = [...this.names.values()].map((name) => this.begin(name).trimEnd()).join('');
    this.names.clear();
    return left;
  }

  private takeOne(value: unknown, position: number): string {
    const call = asObject(value) ?? {};
    const index = asNumber(call['index']) ?? position;
    const body = asObject(call['function']) ?? asObject(call['custom']) ?? {};
    const name = asText(body['name']);
    if (name !== null) this.names.set(index, (this.names.get(index) ?? '') + name);
    const text = asText(body['arguments']) ?? asText(body['input']);
    if (text === null) return '';
    const pending = this.names.get(index);
    this.names.delete(index);
    return pending === undefined ? text : this.begin(pending) + text;
  }

  private begin(name: string): string {
    return `${this.calls++ > 0 ? '\n' : ''}${name} `;
  }
}
