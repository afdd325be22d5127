import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

/**
 * The rooms of src/README.md, as one table. `sees`: rooms whose modules may be imported. `node`: Node's modules may be
 * imported. `vscode`: so may the editor. Everything else is a lint error that says what to do instead.
 */
const rooms = {
  'src/core': { sees: [] },
  'src/protocols': { sees: ['core'] },
  'src/messages': { sees: ['core'] },
  // The charts of an exported page are drawn by the code that draws the panel; none of it knows a browser.
  'src/report': {
    sees: [
      'core',
      ...['reportSvg', 'compare/seriesSvg', 'sweep/sweepSvg', 'hues', 'paletteOf', 'color'].map(
        (file) => `webview/draw/${file}`,
      ),
    ],
  },
  'src/accounting': { sees: ['core', 'messages'], node: true },
  'src/engine': { sees: ['core', 'protocols', 'messages', 'accounting'], node: true },
  'src/local': { sees: ['core', 'messages'], node: true },
  'src/config': { sees: ['core'], node: true },
  'src/cli': { sees: ['core', 'config', 'report'], node: true },
  'src/ui': { sees: ['core', 'messages', 'config', 'report'], node: true, vscode: true },
  webview: { sees: ['core', 'messages'] },
};
const allRooms = Object.keys(rooms).map((folder) => folder.replace('src/', ''));

const nodeModules = ['node:*', 'fs', 'path', 'http', 'https', 'os', 'child_process', 'worker_threads'];

/** Import bans of one room, each with its way out. */
function bansOf(folder, { sees, node = false, vscode = false }) {
  const own = folder.replace('src/', '');
  const open = new Set([own, ...sees]);
  const patterns = allRooms
    .filter((room) => !open.has(room))
    .map((room) => {
      const doors = sees.filter((entry) => entry.startsWith(`${room}/`)).map((entry) => entry.slice(room.length + 1));
      const except = doors.length > 0 ? `(?!/(?:${doors.join('|')})$)` : '(?:/|$)';
      return {
        regex: `^(?:\\.\\./)+(?:src/)?${room}${except}`,
        message: `${folder} may not see ${room}. Move what both need to src/core, or hand it in from extension.ts or cli.ts (rooms: src/README.md).`,
      };
    });
  patterns.push({
    regex: '^(?:\\.\\./)+(?:src/)?(?:extension|cli)$',
    message: 'Nothing imports an entry file: they are parts lists.',
  });
  if (!node)
    patterns.push({
      group: nodeModules,
      message: `${folder} is pure. Take the value as an argument; files, sockets and clocks belong to src/engine, src/local or src/config.`,
    });
  const paths = vscode
    ? []
    : [{ name: 'vscode', message: `${folder} must run without the editor. Editor code belongs to src/ui.` }];
  return {
    files: [`${folder}/**/*.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns, paths }] },
  };
}

const pureRooms = ['src/core', 'src/protocols', 'src/messages', 'src/report'];

export default tseslint.config(
  { ignores: ['dist/', 'dist-test/', 'node_modules/', '.vscode-test/', 'artifacts/', 'media/model/'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...tseslint.configs.stylistic,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
    },
  },
  ...Object.entries(rooms).map(([folder, room]) => bansOf(folder, room)),
  {
    files: pureRooms.map((folder) => `${folder}/**/*.ts`),
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'Time is a value here: take ISO text or ms since t0 as an argument.' },
        { name: 'performance', message: 'The clock is read in src/engine and src/local only.' },
      ],
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        setImmediate: 'readonly',
        document: 'readonly',
        window: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { globals: { require: 'readonly', exports: 'writable' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['test/**'],
    rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  prettier,
);
