import type { IncomingHttpHeaders } from 'node:http';
import { shownUrl } from '../shownUrl';
import { secretName, type Secrets } from '../secrets';
import type { AnswerHead, BodyReader } from './exchange';
import type { SocketRead } from './socketStamps';

/** More than this of a request's body, and of an answer's, is cut off. */
const MOST_CHARACTERS = { request: 16 * 1024, answer: 64 * 1024 } as const;
const HIDDEN = '••••';

interface WireText {
  readonly atMs: number;
  readonly bytes: number;
  readonly text: string;
}

/**
 * What goes over the wire in one exchange, as text without secrets. Only made when somebody wants to see it: it costs time in the
 * very thread that stamps.
 */
export class WireLog {
  readonly #secrets: Secrets;
  readonly #write: (record: string) => void;
  readonly #utf8 = new TextDecoder();
  readonly #reads: WireText[] = [];
  #characters = 0;
  #bytes = 0;

  constructor(secrets: Secrets, write: (record: string) => void) {
    this.#secrets = secrets;
    this.#write = write;
  }

  request(url: URL, headers: Readonly<Record<string, string>>, body: Uint8Array): void {
    const text = new TextDecoder().decode(body.subarray(0, MOST_CHARACTERS.request * 4));
    const shown = cut(maskedIn(this.#secrets, text), MOST_CHARACTERS.request, body.length);
    this.#write(`→ POST ${this.#secrets.mask(shownUrl(url.href))}\n${this.#headers(headers)}\n\n${shown}`);
  }

  /** Looks over the shoulder of the reader of an answer. */
  reader({ status, headers, atMs }: AnswerHead, reader: BodyReader): BodyReader {
    this.#write(`← ${String(status)} at ${ms(atMs)}\n${this.#headers(headers)}`);
    return {
      take: (piece, read) => {
        this.#note(piece, read);
        reader.take(piece, read);
      },
      end: (atMs) => reader.end(atMs),
    };
  }

  /** The body as far as it came, and why it came no further. */
  end(error: unknown): void {
    const whole = this.#reads.map(({ text }) => text).join('');
    // A secret may be cut anywhere between two reads, so it is looked for in the whole; masking keeps lengths.
    const masked = maskedIn(this.#secrets, whole);
    let start = 0;
    const lines = this.#reads.flatMap(({ atMs, bytes, text }) => {
      const shown = masked.slice(start, Math.min(start + text.length, MOST_CHARACTERS.answer));
      start += text.length;
      return shown === '' ? [] : [`${ms(atMs)}, ${String(bytes)} bytes: ${shown.trimEnd()}`];
    });
    const isCut = this.#characters > MOST_CHARACTERS.answer;
    if (isCut) lines.push(`… ${String(MOST_CHARACTERS.answer / 1024)} KB of ${String(this.#bytes)} bytes are shown`);
    const why = error === null ? '' : `\n✗ ${this.#secrets.mask(wordsOf(error))}`;
    this.#write(`← body, ${String(this.#bytes)} bytes\n${lines.join('\n')}${why}`);
  }

  #note(piece: Uint8Array, { atMs }: SocketRead): void {
    this.#bytes += piece.length;
    // Somewhat more than is shown, so that a secret at the cut is seen whole.
    if (this.#characters > 2 * MOST_CHARACTERS.answer) return;
    const text = this.#utf8.decode(piece, { stream: true });
    this.#characters += text.length;
    this.#reads.push({ atMs, bytes: piece.length, text });
  }

  #headers(headers: IncomingHttpHeaders): string {
    return Object.entries(headers)
      .map(([name, value]) => `${name}: ${secretName.test(name) ? HIDDEN : this.#secrets.mask(String(value))}`)
      .join('\n');
  }
}

/** Secrets also as JSON and addresses write them. */
function maskedIn({ values, mask }: Secrets, text: string): string {
  const forms = values.flatMap((value) => [JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]);
  const others = forms.filter((form) => !values.includes(form)).sort((a, b) => b.length - a.length);
  return mask(others.reduce((left, form) => left.replaceAll(form, '•'.repeat(form.length)), text));
}

const ms = (atMs: number): string => `${atMs.toFixed(2)} ms`;
const cut = (text: string, most: number, bytes: number): string =>
  text.length > most ? `${text.slice(0, most)}\n… ${String(most / 1024)} KB of ${String(bytes)} bytes are shown` : text;
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
