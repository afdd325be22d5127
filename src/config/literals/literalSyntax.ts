import type { EscapeStyle } from './unescape';

/** How an expression stands in a literal. */
export interface HoleStyle {
  /** `${` or a number of braces. Where it is braces, twice as many stand for themselves. */
  readonly open: string;
  readonly close: string;
}

/** One way in which a language writes text down. */
export interface LiteralRule {
  /** Sticky: what stands before the text, with its prefix. */
  readonly open: RegExp;
  /** What ends the text. */
  readonly close: (opened: RegExpExecArray) => string;
  /** May go over several lines. */
  readonly spans: boolean;
  readonly escapes: EscapeStyle | null;
  /** The quote stands for itself when it is written twice. */
  readonly doubled?: boolean;
  readonly hole?: (opened: RegExpExecArray, before: string) => HoleStyle | null;
  /** Takes away what stands in the source for its own looks. */
  readonly indentation?: 'java' | 'csharp';
}

/** As much of a language as is needed to tell its literals from its code. */
export interface LiteralSyntax {
  readonly lineComment: '//' | '#';
  readonly blockComments: 'none' | 'flat' | 'nested';
  /** Skipped: characters, which are no prompts but may hold a quote. */
  readonly character: RegExp | null;
  /** Whether `/` may begin a pattern. */
  readonly patterns: boolean;
  /** Characters that a literal may begin with. */
  readonly begin: string;
  /** The first that fits counts. */
  readonly rules: readonly LiteralRule[];
  /** How neighbours become one text: by standing side by side, or with a `+` between them. */
  readonly joins: { readonly adjacent: boolean; readonly plus: boolean };
}

const first = (opened: RegExpExecArray): string => opened[1] ?? '';
const quote = (opened: RegExpExecArray): string => opened[0];
const character = /'(?:\\[^\n]{1,10}?|[^'\\\n])'/y;
const braces: HoleStyle = { open: '{', close: '}' };
const withSlashes = { lineComment: '//', blockComments: 'flat', character, patterns: false } as const;
const plus = { adjacent: false, plus: true };

const javascript: LiteralSyntax = {
  ...withSlashes,
  character: null,
  patterns: true,
  begin: `"'\``,
  rules: [
    { open: /["']/y, close: quote, spans: false, escapes: 'javascript' },
    {
      open: /`/y,
      close: quote,
      spans: true,
      escapes: 'javascript',
      hole: () => ({ open: '${', close: '}' }),
    },
  ],
  joins: plus,
};

const pythonHole = (opened: RegExpExecArray): HoleStyle | null => (/[ft]/i.test(opened[0]) ? braces : null);

/** Raw literals end at the same places as others: a backslash keeps the quote after it, and stays. */
const pythonRules = (quotes: string, spans: boolean): LiteralRule[] =>
  ([true, false] as const).map((raw) => ({
    open: new RegExp(`${raw ? '(?:[bfu]?r[bft]?|r|[ft]r)' : '[bftu]?'}(${quotes})`, 'iy'),
    close: first,
    spans,
    escapes: raw ? 'python-raw' : 'python',
    hole: pythonHole,
  }));

const python: LiteralSyntax = {
  lineComment: '#',
  blockComments: 'none',
  character: null,
  patterns: false,
  begin: `"'rRbBuUfFtT`,
  rules: [...pythonRules(`"""|'''`, true), ...pythonRules(`"|'`, false)],
  joins: { adjacent: true, plus: true },
};

const go: LiteralSyntax = {
  ...withSlashes,
  begin: '"`',
  rules: [
    { open: /"/y, close: quote, spans: false, escapes: 'go' },
    { open: /`/y, close: quote, spans: true, escapes: null },
  ],
  joins: plus,
};

const java: LiteralSyntax = {
  ...withSlashes,
  begin: '"',
  rules: [
    { open: /"""[ \t\f]*(?=\r?\n)/y, close: () => '"""', spans: true, escapes: 'java', indentation: 'java' },
    { open: /"/y, close: quote, spans: false, escapes: 'java' },
  ],
  joins: plus,
};

/** As many braces as the literal has dollars. */
const dollarHole = ([opened]: RegExpExecArray): HoleStyle | null => {
  const count = opened.split('$').length - 1;
  return count === 0 ? null : { open: '{'.repeat(count), close: '}'.repeat(count) };
};

const csharp: LiteralSyntax = {
  ...withSlashes,
  begin: '"$@',
  rules: [
    { open: /\$*("{3,})/y, close: first, spans: true, escapes: null, hole: dollarHole, indentation: 'csharp' },
    { open: /(?:\$@|@\$|@)(")/y, close: first, spans: true, escapes: null, doubled: true, hole: dollarHole },
    { open: /\$?(")/y, close: first, spans: false, escapes: 'csharp', hole: dollarHole },
  ],
  joins: plus,
};

/** Macros that fill what stands in braces; others take a literal as it is. */
const RUST_FORMAT =
  /\b(?:format|print|println|eprint|eprintln|write|writeln|panic|format_args|bail|anyhow)!\s*[([{]\s*(?:[\w.&]+\s*,\s*)?$/;
const rustHole = (_: RegExpExecArray, before: string): HoleStyle | null => (RUST_FORMAT.test(before) ? braces : null);

const rust: LiteralSyntax = {
  ...withSlashes,
  blockComments: 'nested',
  begin: '"rbc',
  rules: [
    {
      open: /[bc]?r(#{0,20})"/y,
      close: (opened) => `"${first(opened)}`,
      spans: true,
      escapes: null,
      hole: rustHole,
    },
    { open: /[bc]?(")/y, close: first, spans: true, escapes: 'rust', hole: rustHole },
  ],
  joins: { adjacent: false, plus: false },
};

/** The languages whose literals can be prompts, by the name that editors give them. */
export const LITERAL_SYNTAX: ReadonlyMap<string, LiteralSyntax> = new Map([
  ['typescript', javascript],
  ['typescriptreact', javascript],
  ['javascript', javascript],
  ['javascriptreact', javascript],
  ['python', python],
  ['go', go],
  ['java', java],
  ['csharp', csharp],
  ['rust', rust],
]);
