import type { Terminal } from './terminal';

/** The last line of a screen, written again and again in its place. */
export class RewrittenLine {
  readonly #terminal: Terminal;
  #shownColumns = 0;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  show(line: string): void {
    const shown = line.slice(0, Math.max(20, this.#terminal.columns - 1));
    this.#terminal.err(`\r${shown.padEnd(this.#shownColumns)}`);
    this.#shownColumns = shown.length;
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#shownColumns === 0) return;
    this.show('');
    this.#terminal.err('\r');
  }
}
