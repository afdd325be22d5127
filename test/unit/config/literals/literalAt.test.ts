import { describe, expect, test } from 'vitest';
import { literalAt } from '../../../../src/config/literals/literalAt';

/** `¦` is the cursor. */
function at(source: string, language: string) {
  const offset = source.indexOf('¦');
  return literalAt(source.replace('¦', ''), offset, language);
}
const contentOf = (source: string, language: string) => at(source, language)?.content ?? null;

type Row = readonly [what: string, source: string, content: string | null];

const tables: Record<string, readonly Row[]> = {
  typescript: [
    ['double quotes', `const a = "x¦y";`, 'xy'],
    ['single quotes with the others in them', `f('say "h¦i"')`, 'say "hi"'],
    ['the cursor at the first quote', `f(¦'hi')`, 'hi'],
    ['the cursor behind the last quote', `f('hi'¦)`, 'hi'],
    ['escapes', String.raw`'a\n\t\'b\' \\ \x41 é \u{1F600} 😀 \q¦'`, "a\n\t'b' \\ A é 😀 😀 q"],
    ['a character in two halves', '"\\ud83d\\ude00¦"', '😀'],
    ['a line that goes on', "'a\\\nb¦'", 'ab'],
    ['a template', 'const a = `one\ntwo¦`;', 'one\ntwo'],
    [
      'expressions that are names',
      '`Hi ${user.name}, ${ this.topic } and ${a?.b}¦`',
      'Hi {{user.name}}, {{topic}} and {{a.b}}',
    ],
    ['expressions with strings and braces', '`a ${f({ x: "}" }, `${`deep`}`)} b¦`', 'a {{value1}} b'],
    ['an escaped expression', '`\\${x} $y¦`', '${x} $y'],
    ['the same expression twice', '`${f(1)} ${f(2)} ${f(1)}¦`', '{{value1}} {{value2}} {{value1}}'],
    ['raw templates', 'String.raw`a\\n¦`', 'a\\n'],
    ['templates without indentation', 'dedent`\n    a\n      b¦\n  `', '\na\n  b\n'],
    ['what is added', `const a = "one " + /* why */ "t¦wo" +\n  // because\n  'three';`, 'one twothree'],
    ['what is added with names', `return name + "a¦" + user.x + "b" + y;`, '{{name}}a{{user.x}}b{{y}}'],
    ['what is added with calls is left alone', `x = f() + "a¦" + g();`, 'a'],
    ['no comment before it', `// don't\n/* "no" */ const a = 'ye¦s';`, 'yes'],
    ['a comment is no literal', `// "no¦"`, null],
    ['a pattern is no literal', `const a = /["'\`]/; const b = "ye¦s";`, 'yes'],
    ['a pattern after a word', `return /"/.test(x) ? "ye¦s" : 1`, 'yes'],
    ['a division', `const a = b / c; const d = "ye¦s" / 2;`, 'yes'],
    ['a pattern with a slash in a class', `x = /[/"]/g; y = 'ye¦s'`, 'yes'],
    ['a broken line before it', `const a = 'don\nconst b = "ye¦s";`, 'yes'],
    ['one that never ends', '`abc¦', null],
    ['no literal at all', 'const a¦ = "no";', null],
    ['an empty one', `f("¦")`, null],
    ['markup with an apostrophe', `<p>Don't</p>\n<P a="ye¦s" />`, 'yes'],
    ['line ends of another system', '`a\r\nb¦`', 'a\nb'],
    ['a variable that is written down', '"Say {{what}}¦"', 'Say {{what}}'],
  ],
  python: [
    ['double quotes', `a = "x¦y"`, 'xy'],
    ['three quotes', `a = """one\n'two' "three"¦\n"""`, 'one\n\'two\' "three"\n'],
    ['escapes', String.raw`'a\n\x41é\U0001F600\101\d\'¦'`, "a\nAé😀A\\d'"],
    ['raw', String.raw`r'a\n\'b¦'`, String.raw`a\n\'b`],
    ['formatted', `f"Hi {user.name}, {n:.2f} {d!r} {x=} {{no}}¦"`, 'Hi {{user.name}}, {{n}} {{d}} {{x}} {no}'],
    ['formatted with more than names', `f'{", ".join(xs)} {a["b"]} {n:#x}¦'`, '{{value1}} {{value2}} {{n}}'],
    ['formatted and raw', String.raw`rf"\d {x}¦"`, String.raw`\d {{x}}`],
    ['bytes', `b"x¦"`, 'x'],
    ['an f at the end of a word', `buf"x¦"`, 'x'],
    ['self', 'f"{self.topic}¦"', '{{topic}}'],
    ['neighbours', `a = "one " "t¦wo"`, 'one two'],
    ['neighbours in brackets', `a = (\n  "one "  # why\n  f"{x} t¦wo"\n  'three'\n)`, 'one {{x}} twothree'],
    ['neighbours on a line that goes on', `a = "one " \\\n  "t¦wo"`, 'one two'],
    ['no neighbours: statements', `"one"\n"t¦wo"`, 'two'],
    ['no neighbours: a list', `["one",\n "t¦wo"]`, 'two'],
    ['what is added', `a = "one " + x + "t¦wo"`, 'one {{x}}two'],
    ['without indentation', `dedent("""\\\n    a\n      b¦\n    """)`, 'a\n  b\n'],
    ['no comment', `# don't\na = "ye¦s"`, 'yes'],
    ['a triple quote in a comment', `# """\na = "ye¦s"`, 'yes'],
    ['a line that goes on', '"a\\\nb¦"', 'ab'],
  ],
  go: [
    ['quotes', String.raw`a := "x\n\"y\" \x41é\U0001F600\101\a¦"`, 'x\n"y" Aé😀A\x07'],
    ['raw', 'a := `x\\n"y"\nz¦`', 'x\\n"y"\nz'],
    ['no rune', `a := '"'; b := "ye¦s"`, 'yes'],
    ['no escaped rune', String.raw`a := '\''; b := "ye¦s"`, 'yes'],
    ['what is added', 'a := "one " + name +\n\t`t¦wo`', 'one {{name}}two'],
  ],
  java: [
    ['quotes', String.raw`String a = "x\n\"y\" é\101¦";`, 'x\n"y" éA'],
    ['a text block', `String a = """\n    Hi,\n      you\n\n    there¦\n    """;`, 'Hi,\n  you\n\nthere\n'],
    ['a text block that ends with its text', 'a = """\n\t\tone\n\t\ttwo¦""";', 'one\ntwo'],
    ['a text block with a margin', 'a = """\n    one¦\n  """;', '  one\n'],
    ['a text block with escapes', 'a = """\n  one \\\n  two\\s\n  "three" \\"""¦\n  """;', 'one two \n"three" """\n'],
    ['spaces at the ends of lines', 'a = """\n  one   \n  two¦\n  """;', 'one\ntwo\n'],
    ['no character', `char c = '"'; String a = "ye¦s";`, 'yes'],
    ['what is added', `String a = "one " +\n    name + " t¦wo";`, 'one {{name}} two'],
  ],
  csharp: [
    ['quotes', String.raw`var a = "x\n\"y\" é\x41\U0001F600¦";`, 'x\n"y" éA😀'],
    ['verbatim', 'var a = @"c:\\dir ""x""\ny¦";', 'c:\\dir "x"\ny'],
    ['filled', 'var a = $"Hi {user.Name}, {n,10:F2} {d:yyyy} {{no}}¦";', 'Hi {{user.Name}}, {{n}} {{d}} {no}'],
    ['filled with more than names', 'var a = $"{(x ? "a" : "b")} {F("}")}¦";', '{{value1}} {{value2}}'],
    ['filled and verbatim', 'var a = $@"c:\\ {x} ""y""¦"; var b = @$"{z}";', 'c:\\ {{x}} "y"'],
    ['raw on one line', 'var a = """say "hi" \\n¦""";', 'say "hi" \\n'],
    ['raw on several lines', 'var a = """\n    one\n      "two"\n\n    three¦\n    """;', 'one\n  "two"\n\nthree'],
    ['raw with more quotes', 'var a = """"\n  """x"""¦\n  """";', '"""x"""'],
    ['raw and filled', 'var a = $"""\n  {x} {{y}}¦\n  """;', '{{x}} {y}'],
    ['raw and filled by two braces', 'var a = $$"""\n  {x} {{y}} {{{z}}}¦\n  """;', '{x} {{y}} {{{z}}}'],
    ['no character', `var c = '"'; var a = "ye¦s";`, 'yes'],
  ],
  rust: [
    ['quotes', String.raw`let a = "x\n\"y\" \x41\u{1F600}¦";`, 'x\n"y" A😀'],
    ['several lines', 'let a = "one\n  two \\\n     three¦";', 'one\n  two three'],
    ['raw', 'let a = r"x\\n¦";', 'x\\n'],
    ['raw with hashes', 'let a = r#"say "hi" \\n¦"#;', 'say "hi" \\n'],
    ['raw with more hashes', 'let a = r##"x "# y¦"##;', 'x "# y'],
    ['bytes', 'let a = b"x¦"; let b = br"y";', 'x'],
    ['lifetimes', `fn f<'a>(x: &'a str) -> &'static str { "ye¦s" }`, 'yes'],
    ['no character', `let c = '"'; let d = '\\''; let a = "ye¦s";`, 'yes'],
    ['nested comments', '/* /* " */ " */ let a = "ye¦s";', 'yes'],
    ['braces outside of a macro', 'let a = "{x} {{y}}¦";', '{x} {{y}}'],
    [
      'a format',
      'let a = format!("Hi {name}, {n:>10.2} {{no}} {} {0} {x:?}¦", 1);',
      'Hi {{name}}, {{n}} {no} {{value1}} {{value2}} {{x}}',
    ],
    ['writing', 'write!(f, r#"{name} "x"¦"#)?;', '{{name}} "x"'],
  ],
};

describe.each(Object.entries(tables))('%s', (language, rows) => {
  test.each(rows)('%s', (_, source, content) => expect(contentOf(source, language)).toBe(content));
});

test('other languages have no literals', () => expect(contentOf('"x¦"', 'plaintext')).toBeNull());

test('expressions are shown when they are asked for, and the place is known', () => {
  const source = 'x = f(`a ${list.join(", ")}¦`) // end';
  const found = at(source, 'javascript');
  expect(found?.hints).toEqual(new Map([['value1', { value: null, hint: 'list.join(", ")' }]]));
  expect(source.replace('¦', '').slice(found?.start, found?.end)).toBe('`a ${list.join(", ")}`');
});

test('a joined text spans from its first quote to its last', () => {
  const source = 'x = ("a"\n  "b¦"\n  "c")';
  const found = at(source, 'python');
  expect(source.replace('¦', '').slice(found?.start, found?.end)).toBe('"a"\n  "b"\n  "c"');
});

describe('a program of nothing but', () => {
  const languages = Object.keys(tables);
  test.each([
    ['quotes', `"`],
    ['both quotes', `"'`],
    ['three quotes', `"""`],
    ['three quotes apart', `""" `],
    ['backslashes', '\\'],
    ['escaped quotes', `"\\"`],
    ['backticks', '`'],
    ['expressions', '`${'],
    ['opened expressions', 'f"{'],
    ['filled strings', '$"{'],
    ['raw strings', 'r#"'],
    ['hashes', 'r#'],
    ['comments', '/*'],
    ['slashes', '/ ['],
    ['brackets', '({['],
    ['sums', `"a" + `],
    ['sums of names', `"a" + b + `],
    ['neighbours', `("a" `],
    ['many expressions', '${a()}'],
    ['words', 'abc '],
    ['lines', '\n'],
    ['lines of quotes', '"\n'],
  ])('%s is read in time', (_, piece) => {
    const source = piece.repeat(Math.floor(100_000 / piece.length));
    for (const language of languages) {
      literalAt(source, 5, language);
      literalAt(`\`${source}\``, 5, language);
      literalAt(`x = f"""${source}"""`, 20, language);
    }
  });
});

test('a very long program is not looked into', () =>
  expect(literalAt(`"x"${' '.repeat(2_000_000)}`, 1, 'go')).toBeNull());
