/** Which escapes a literal understands. In `python-raw` a backslash only keeps a quote from ending it. */
export type EscapeStyle = 'javascript' | 'python' | 'python-raw' | 'go' | 'java' | 'csharp' | 'rust';

const ESCAPE =
  /\\(?:u\{([\da-fA-F]{1,8})\}|u([\da-fA-F]{4})|U([\da-fA-F]{8})|x([\da-fA-F]{1,4})|([0-7]{1,3})|(\r\n?|\n)([ \t\r\n]*)|([^]))/g;

const COMMON = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v' };

/** Letters after a backslash that do not stand for themselves. */
const LETTERS: Readonly<Record<EscapeStyle, Readonly<Record<string, string>>>> = {
  javascript: COMMON,
  python: { ...COMMON, a: '\x07' },
  'python-raw': {},
  go: { ...COMMON, a: '\x07' },
  java: { ...COMMON, s: ' ' },
  csharp: { ...COMMON, a: '\x07', e: '\x1b' },
  rust: { n: '\n', t: '\t', r: '\r' },
};

/** The text that a literal stands for. */
export function unescape(text: string, style: EscapeStyle): string {
  if (style === 'python-raw') return text;
  return text.replace(ESCAPE, (whole: string, ...groups: (string | undefined)[]) => {
    const [inBraces, four, eight, hex, octal, newline, indentation = '', letter] = groups;
    if (hex !== undefined) return fromHex(hex, style);
    const code = inBraces ?? four ?? eight;
    if (code !== undefined) return character(Number.parseInt(code, 16), whole);
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    // A line that goes on in the next one; in Rust without the spaces at its beginning.
    if (newline !== undefined) return style === 'rust' ? '' : indentation;
    // Python alone keeps a backslash that means nothing.
    return (
      LETTERS[style][letter ?? ''] ?? (style === 'python' && !/["'\\]/.test(letter ?? '') ? whole : (letter ?? ''))
    );
  });
}

/** Two digits, but in C# up to four. */
function fromHex(digits: string, style: EscapeStyle): string {
  const used = style === 'csharp' ? digits : digits.slice(0, 2);
  return String.fromCharCode(Number.parseInt(used, 16)) + digits.slice(used.length);
}

/** Half a character comes as two escapes, so a code unit is let through as it is. */
const character = (code: number, otherwise: string): string => {
  if (code > 0x10ffff) return otherwise;
  return code > 0xffff ? String.fromCodePoint(code) : String.fromCharCode(code);
};
