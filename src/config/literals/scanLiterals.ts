import type { HoleStyle, LiteralRule, LiteralSyntax } from './literalSyntax';

/** A literal as it stands in the source. */
export interface FoundLiteral {
  readonly start: number;
  readonly end: number;
  readonly rule: LiteralRule;
  /** The text between the quotes, with a mark for each expression. */
  readonly raw: string;
  readonly expressions: readonly string[];
  /** How many brackets were open around it. */
  readonly depth: number;
}

/** Stands in `raw` for an expression. No source holds this character. */
const holeMark = (index: number): string => `\0${String(index)}\0`;
export const HOLE_MARK = /\0(\d+)\0/g;

/** Nobody writes literals in expressions in literals this deep. */
const MOST_NESTED = 20;

const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
/** No pattern is longer: a slash that begins none must not be looked behind without end. */
const PATTERN = /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n]){0,200}\]|[^/\\\n[]){1,1000}\/[a-z]{0,10}/y;
/** After these words a slash begins a pattern; after other words it divides. */
const BEFORE_PATTERN = /^(?:return|typeof|case|in|of|do|else|void|delete|throw|new|instanceof|await|yield)$/;

/** All literals of a source text, in their order. One that never ends is none, nor is anything behind it. */
export function scanLiterals(code: string, syntax: LiteralSyntax): FoundLiteral[] {
  return new Scanner(code.replaceAll('\0', ' '), syntax).all();
}

class Scanner {
  readonly #code: string;
  readonly #syntax: LiteralSyntax;
  readonly #found: FoundLiteral[] = [];
  #depth = 0;
  #nesting = 0;
  /** A value just ended, so that a slash divides. */
  #isAfterValue = false;

  constructor(code: string, syntax: LiteralSyntax) {
    this.#code = code;
    this.#syntax = syntax;
  }

  all(): FoundLiteral[] {
    for (let at = 0; at < this.#code.length;) at = this.#step(at);
    return this.#found;
  }

  /** The place behind whatever begins here. */
  #step(at: number): number {
    const char = this.#code[at] ?? '';
    if (/\s/.test(char)) return at + 1;
    return this.#comment(at) ?? this.#literal(at) ?? this.#character(at) ?? this.#pattern(at) ?? this.#plain(at, char);
  }

  #plain(at: number, char: string): number {
    const word = matchAt(WORD, this.#code, at)?.[0];
    this.#isAfterValue = word === undefined ? /[\w)\]}]/.test(char) : !BEFORE_PATTERN.test(word);
    if ('([{'.includes(char)) this.#depth++;
    if (')]}'.includes(char)) this.#depth = Math.max(0, this.#depth - 1);
    return at + (word?.length ?? 1);
  }

  #comment(at: number): number | null {
    const { lineComment, blockComments } = this.#syntax;
    // In an expression `#` is part of a number's format.
    const mayComment = this.#nesting === 0 || lineComment !== '#';
    if (mayComment && this.#code.startsWith(lineComment, at)) return endOfLine(this.#code, at);
    if (blockComments === 'none' || !this.#code.startsWith('/*', at)) return null;
    const marks = /\/\*|\*\//g;
    marks.lastIndex = at + 2;
    for (let open = 1; open > 0;) {
      const mark = marks.exec(this.#code);
      if (mark === null) return this.#code.length;
      if (mark[0] === '*/') open--;
      else if (blockComments === 'nested') open++;
    }
    return marks.lastIndex;
  }

  #character(at: number): number | null {
    const found = this.#syntax.character && matchAt(this.#syntax.character, this.#code, at);
    return found ? at + found[0].length : null;
  }

  #pattern(at: number): number | null {
    if (!this.#syntax.patterns || this.#isAfterValue) return null;
    const found = matchAt(PATTERN, this.#code, at);
    if (found) this.#isAfterValue = true;
    return found ? at + found[0].length : null;
  }

  #literal(at: number): number | null {
    if (!this.#syntax.begin.includes(this.#code[at] ?? '')) return null;
    for (const rule of this.#syntax.rules) {
      const opened = matchAt(rule.open, this.#code, at);
      if (opened) return this.#body(at, rule, opened);
    }
    return null;
  }

  /** Reads a literal to its end. One on a single line that does not end there is passed over with its line. */
  #body(start: number, rule: LiteralRule, opened: RegExpExecArray): number {
    const depth = this.#depth;
    const close = rule.close(opened);
    const hole = rule.hole?.(opened, this.#code.slice(Math.max(0, start - 200), start)) ?? null;
    const from = start + opened[0].length;
    const body = new Body(this.#code, { rule, close, hole }, from);
    const end = body.read((at) => this.#hole(at, hole?.close ?? ''));
    this.#depth = depth;
    this.#isAfterValue = true;
    if (end === null) return rule.spans ? this.#code.length : endOfLine(this.#code, start);
    const { raw, expressions } = body;
    if (this.#nesting === 0) this.#found.push({ start, end, rule, raw, expressions, depth });
    return end;
  }

  /** The end of an expression that stands in a literal; `null`: it never ends. */
  #hole(start: number, close: string): number | null {
    if (this.#nesting >= MOST_NESTED) return null;
    this.#nesting++;
    const outside = this.#depth;
    this.#isAfterValue = false;
    try {
      for (let at = start; at < this.#code.length; at = this.#step(at))
        if (this.#depth === outside && this.#code.startsWith(close, at)) return at;
      return null;
    } finally {
      this.#nesting--;
      this.#depth = outside;
    }
  }
}

interface BodyKind {
  readonly rule: LiteralRule;
  readonly close: string;
  readonly hole: HoleStyle | null;
}

/** The text of one literal while it is read. */
class Body {
  readonly #code: string;
  readonly #kind: BodyKind;
  #at: number;
  raw = '';
  readonly expressions: string[] = [];

  constructor(code: string, kind: BodyKind, from: number) {
    this.#code = code;
    this.#kind = kind;
    this.#at = from;
  }

  /** Gives the place behind the closing quote; `null`: there is none. */
  read(endOfHole: (at: number) => number | null): number | null {
    const { rule, close } = this.#kind;
    while (this.#at < this.#code.length) {
      const char = this.#code[this.#at] ?? '';
      if (char === '\n' && !rule.spans) return null;
      if (rule.escapes !== null && char === '\\') this.#take(2);
      else if (this.#code.startsWith(close, this.#at)) {
        if (!rule.doubled || this.#code[this.#at + 1] !== close) return this.#at + close.length;
        this.#add(close, 2);
      } else if (!this.#braces()) {
        const opened = this.#opensHole();
        if (opened === 0) this.#take(1);
        else if (!this.#expression(opened, endOfHole)) return null;
      }
    }
    return null;
  }

  /** Braces that stand for themselves: written twice, or fewer or more than open an expression. */
  #braces(): boolean {
    const { hole } = this.#kind;
    if (hole === null || hole.open.startsWith('$')) return false;
    const run = matchAt(/\{+|\}+/y, this.#code, this.#at)?.[0] ?? '';
    const { length } = hole.open;
    if (length > 1 || run.length < 2) {
      const isText = run.length > 0 && (run.startsWith('}') || run.length < length);
      if (isText) this.#take(run.length);
      // Of a longer run the inner braces open the expression.
      else if (run.length > length) this.#take(run.length - length);
      return isText;
    }
    this.#add(run[0] ?? '', 2);
    return true;
  }

  #opensHole(): number {
    const { hole } = this.#kind;
    return hole !== null && this.#code.startsWith(hole.open, this.#at) ? hole.open.length : 0;
  }

  #expression(opened: number, endOfHole: (at: number) => number | null): boolean {
    const from = this.#at + opened;
    const end = endOfHole(from);
    if (end === null) return false;
    this.raw += holeMark(this.expressions.length);
    this.expressions.push(this.#code.slice(from, end).trim());
    this.#at = end + (this.#kind.hole?.close.length ?? 0);
    return true;
  }

  #take(count: number): void {
    this.#add(this.#code.slice(this.#at, this.#at + count), count);
  }

  #add(text: string, count: number): void {
    this.raw += text;
    this.#at += count;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
