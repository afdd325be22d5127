import type { Terminal } from '../../../src/cli/terminal';

/** A terminal that remembers; its screen is what a person would see in the end. */
export function fakeTerminal({ isErrScreen = true, columns = 100 } = {}) {
  let written = '';
  const terminal: Terminal = {
    out: () => undefined,
    err: (text) => (written += text),
    columns,
    isOutScreen: isErrScreen,
    isErrScreen,
    color: false,
  };
  const screen = (): string[] => written.split('\n').map((line) => afterReturns(line).trimEnd());
  return { terminal, screen, lastLine: () => screen().at(-1) };
}

/** What a carriage return leaves: the later words over the earlier ones. */
const afterReturns = (line: string): string =>
  line.split('\r').reduce((shown, words) => words + shown.slice(words.length), '');
