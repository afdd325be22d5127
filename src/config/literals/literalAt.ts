import type { KnownVariables } from '../promptVariables';
import { dedent, withoutIndentation } from './indentation';
import { LITERAL_SYNTAX, type LiteralSyntax } from './literalSyntax';
import { HOLE_MARK, scanLiterals, type FoundLiteral } from './scanLiterals';
import { unescape } from './unescape';

/** The text of a literal in a program. */
export interface LiteralText {
  /** Without quotes and escapes; expressions stand in it as variables. */
  readonly content: string;
  /** From the first quote to the last, in the source. */
  readonly start: number;
  readonly end: number;
  /** Expressions that are more than a name: what stood there, by the name that it was given. */
  readonly hints: KnownVariables;
}

/** Nobody writes programs this long by hand, and reading them would be noticed. */
const MAX_SOURCE_CHARACTERS = 2_000_000;

/**
 * The literal that a place of a program is in, together with those that it is written side by side or added with. `null`: the place
 * is in none, or the language is not known.
 */
export function literalAt(source: string, offset: number, language: string): LiteralText | null {
  const syntax = LITERAL_SYNTAX.get(language);
  if (syntax === undefined || source.length > MAX_SOURCE_CHARACTERS) return null;
  const literals = scanLiterals(source, syntax);
  const index = literals.findIndex(({ start, end }) => start <= offset && offset <= end);
  if (index < 0) return null;
  const chain = chainAround(literals, index, (gap, depth) => joinOf(source.slice(...gap), depth, syntax));
  const text = new Writer();
  text.operand(syntax.joins.plus ? operandBefore(source, chain[0]?.literal.start ?? 0) : null);
  for (const { literal, join } of chain) {
    text.operand(join);
    text.literal(literal, source);
  }
  const end = chain.at(-1)?.literal.end ?? 0;
  text.operand(syntax.joins.plus ? operandAfter(source, end) : null);
  return text.content.trim() === ''
    ? null
    : { content: text.content, hints: text.hints, start: chain[0]?.literal.start ?? 0, end };
}

/** What stands between two literals that belong together: the name of a value, or nothing but a way to join them. */
type Join = string | null;
/** `undefined`: they do not belong together. */
type JoinOf = (gap: [from: number, to: number], depth: number) => Join | undefined;
type Chain = { readonly literal: FoundLiteral; readonly join: Join }[];

function chainAround(literals: readonly FoundLiteral[], index: number, joinOf: JoinOf): Chain {
  const joins = (at: number): Join | undefined => {
    const [before, after] = [literals[at - 1], literals[at]];
    return before && after && joinOf([before.end, after.start], after.depth);
  };
  let first = index;
  while (joins(first) !== undefined) first--;
  const chain: Chain = [];
  for (let at = first; at === first || joins(at) !== undefined; at++) {
    const literal = literals[at];
    if (literal) chain.push({ literal, join: at === first ? null : (joins(at) ?? null) });
  }
  return chain;
}

const NAME = String.raw`[A-Za-z_$][\w$]*(?:\??\.[A-Za-z_$][\w$]*)*`;
const PLUS = new RegExp(`^\\s*\\+\\s*(?:(${NAME})\\s*\\+\\s*)?$`);
const BEFORE = new RegExp(`(?:^|[=(,[{:;?]|\\b(?:return|yield)\\b)\\s*(${NAME})\\s*\\+\\s*$`);
const AFTER = new RegExp(`^\\s*\\+\\s*(${NAME})(?!\\s*[\\w$.([+*/%?-])`);

function joinOf(gap: string, depth: number, { joins, lineComment }: LiteralSyntax): Join | undefined {
  const code = gap.length > 2_000 ? gap : withoutComments(gap, lineComment);
  // A new line ends a statement of Python, unless a bracket is open or a backslash stands before it.
  const isAdjacent =
    joins.adjacent && /^\s*$/.test(depth > 0 ? code : code.replace(/\\\r?\n/g, '').replace(/\n/g, ';'));
  if (isAdjacent) return null;
  const plus = joins.plus ? PLUS.exec(code) : null;
  return plus === null ? undefined : (plus[1] ?? null);
}

const withoutComments = (gap: string, lineComment: '//' | '#'): string =>
  lineComment === '#' ? gap.replace(/#[^\n]*/g, '') : gap.replace(/\/\/[^\n]*|\/\*[^]*?\*\//g, '');

/** A name that is added in front of the first literal, or behind the last. */
const operandBefore = (source: string, start: number): Join =>
  BEFORE.exec(source.slice(Math.max(0, start - 200), start))?.[1] ?? null;
const operandAfter = (source: string, end: number): Join => AFTER.exec(source.slice(end, end + 200))?.[1] ?? null;

const DEDENT = /\bdedent\s*\(?\s*$/;
/** Whatever follows a name and only says how it is to be written. */
const SIMPLE = new RegExp(`^(${NAME})\\s*(?:$|=?(?:![rsa])?(?::.*)?$|,\\s*-?\\d+(?::.*)?$)`);

/** Puts the text together. */
class Writer {
  content = '';
  readonly hints = new Map<string, { value: null; hint: string | null }>();
  readonly #names = new Map<string, string>();

  operand(name: Join): void {
    if (name !== null) this.content += this.#variable(name);
  }

  literal({ raw, rule, expressions, start }: FoundLiteral, source: string): void {
    const before = source.slice(Math.max(0, start - 100), start);
    const shaped = rule.indentation ? withoutIndentation(raw, rule.indentation) : raw;
    const isTaggedRaw = rule.escapes === 'javascript' && /\bString\.raw$/.test(before);
    const text = rule.escapes === null || isTaggedRaw ? shaped : unescape(shaped, rule.escapes);
    const flat = DEDENT.test(before) ? dedent(text) : text;
    this.content += flat
      .replace(HOLE_MARK, (_, index: string) => this.#variable(expressions[Number(index)] ?? ''))
      .replaceAll('\r\n', '\n');
  }

  #variable(expression: string): string {
    const simple = SIMPLE.exec(expression)?.[1]
      ?.replaceAll('?.', '.')
      .replace(/^(?:this|self)\./, '');
    if (simple !== undefined && !simple.includes('$')) return `{{${simple}}}`;
    const known = this.#names.get(expression);
    const name = known ?? `value${String(this.hints.size + 1)}`;
    // A place for the next value is another one each time.
    const isPlace = /^\d*(?::.*)?$/.test(expression);
    if (!isPlace || expression !== '') this.#names.set(expression, name);
    this.hints.set(name, { value: null, hint: isPlace ? null : expression.slice(0, 200) });
    return `{{${name}}}`;
  }
}
