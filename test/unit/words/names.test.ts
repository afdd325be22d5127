import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inProject } from '../../../scripts/lib/project.mjs';
import { HELP_TEXT } from '../../../src/cli/helpText';

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly order: number }>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly walkthroughs: readonly { readonly id: string }[];
  };
}

const read = (file: string) => readFileSync(inProject(file), 'utf8');
const { scripts, contributes } = JSON.parse(read('package.json')) as Manifest;
const { commands, configuration, views, walkthroughs } = contributes;

/** All that a text may call by its full name. */
const known = new Set([
  ...commands.map(({ command }) => command),
  ...Object.keys(configuration.properties),
  ...[...Object.values(views).flat(), ...walkthroughs].map(({ id }) => id),
]);

const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, it]) => it ?? '')),
];

test.each(['README.md', 'CHANGELOG.md', 'package.nls.json', 'package.nls.zh-cn.json'])(
  'each command and setting that %s calls by its full name is there',
  (file) => {
    // Keys of the words of the manifest are names of their own.
    const text = read(file).replace(/^ {2}"[^"]+": /gmu, '');
    const named = all(text, /\b(promptProfiler\.[\w.]*\w)/gu);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  },
);

test.each(['README.md', 'CHANGELOG.md'])('each command that %s calls by its title has that title', (file) => {
  const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const titles = commands.map(({ title }) => words[title.replaceAll('%', '')]?.replace(/…$/u, ''));
  const named = all(read(file), /\*Prompt Profiler: ([^*]+?)…?\*/gu);
  expect(named.filter((title) => !titles.includes(title))).toEqual([]);
});

test.each(['README.md', 'src/README.md', 'media/model/README.md'])('each file that %s links to is there', (file) => {
  // What stands in `code` is an example.
  const links = all(read(file).replace(/`[^`]*`/gu, ''), /\]\((?!https?:|#)([^)\s#]+)/gu);
  const folder = path.dirname(inProject(file));
  expect(links.filter((link) => !existsSync(path.join(folder, link)))).toEqual([]);
});

test('each script that the README runs is there', () => {
  const named = all(read('README.md'), /\bnpm run ([\w:]+)/gu);
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('each option that the README gives the command line is in its help', () => {
  const commands = [...read('README.md').matchAll(/^node dist\/cli\.js .*/gmu)].join('\n');
  const options = all(commands, /(--[a-z][\w-]*)/gu);
  expect(options.length).toBeGreaterThan(10);
  expect(options.filter((option) => !new RegExp(`${option}\\b`, 'u').test(HELP_TEXT))).toEqual([]);
});

test('settings stand in one order', () => {
  const orders = Object.values(configuration.properties).map(({ order }) => order);
  expect(new Set(orders).size).toBe(orders.length);
});
