import { ESTIMATED_SIGN, formatFor } from '../core/format';
import { SILENCE_TOLD_AFTER_MS, type RunProgress } from '../core/runProgress';
import type { PhaseName } from '../core/vocabulary';
import { workShare } from '../core/workShare';
import { RewrittenLine } from './rewrittenLine';
import type { Terminal } from './terminal';

const format = formatFor('en');

/** On a screen the line is rewritten with each batch; anywhere else a line comes with each new phase and once a second. */
const PLAIN_LINE_MS = 1000;

const WORDS: Readonly<Record<PhaseName, string>> = {
  dns: 'looking up the host',
  connect: 'connecting',
  tls: 'connecting securely',
  send: 'sending the prompt',
  wait: 'waiting for the first token',
  load: 'loading the model',
  queue: 'waiting in the queue',
  prefill: 'reading the prompt',
  thinking: 'thinking',
  decode: 'answering',
  tail: 'ending',
};

/** Shows a run under way on stderr. */
export class ProgressPrinter {
  readonly #terminal: Terminal;
  readonly #line: RewrittenLine;
  #title: string;
  #lastPhase: PhaseName | null = null;
  #lastLineMs = 0;

  constructor(terminal: Terminal, title: string) {
    this.#terminal = terminal;
    this.#line = new RewrittenLine(terminal);
    this.#title = title;
  }

  /** From the next progress on. */
  rename(title: string): void {
    this.#title = title;
  }

  show(progress: RunProgress): void {
    const line = `${this.#title}: ${lineOf(progress)}`;
    if (this.#terminal.isErrScreen) this.#line.show(line);
    else if (this.#isDue(progress)) this.#terminal.err(`${line}\n`);
  }

  /** Takes the rewritten line away. */
  end(): void {
    this.#line.clear();
  }

  #isDue({ phase, elapsedMs }: RunProgress): boolean {
    if (phase === this.#lastPhase && elapsedMs - this.#lastLineMs < PLAIN_LINE_MS) return false;
    this.#lastPhase = phase;
    this.#lastLineMs = elapsedMs;
    return true;
  }
}

function lineOf({ phase, work, elapsedMs, tokens, decodeTokensPerSecond, silentMs }: RunProgress): string {
  const isStalled = silentMs !== null && silentMs >= SILENCE_TOLD_AFTER_MS;
  const parts = [
    WORDS[phase],
    work && format.percent(workShare(work)),
    format.duration(elapsedMs, 'card'),
    tokens && tokensText(tokens),
    isStalled ? `nothing for ${format.duration(silentMs, 'card')}` : null,
    decodeTokensPerSecond !== null && !isStalled ? format.tokenSpeed(decodeTokensPerSecond, 'card') : null,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

const tokensText = ({ count, source }: NonNullable<RunProgress['tokens']>): string =>
  `${source === 'estimated' ? `${ESTIMATED_SIGN} ` : ''}${format.count(count)} ${count === 1 ? 'token' : 'tokens'}`;
