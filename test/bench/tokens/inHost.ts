/** Runs inside the editor: how long its extension host stands still while a megabyte of selected text is counted. */
import { writeFileSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import words from 'an-array-of-english-words';
import * as vscode from 'vscode';
import type { PromptProfilerApi } from '../../../src/extension';
import type { CountedPrompt } from '../../../src/messages/tokenCountMessages';
import { textInPieces } from '../../../src/ui/textInPieces';
import { startProfiler, turnsDuring, type Turn } from './hostTurns';

const MEGABYTE = 1_000_000;
const TIMES = 5;
const LIMIT_MS = 60_000;
/** Of a second, in turns that are not short. */
const CALM_MS = 20;

export interface TokenBenchRow {
  readonly text: string;
  readonly characters: number;
  readonly lines: number;
  readonly tokens: number;
  /** From the event of the selection to the number in the status bar; the first one starts the thread. */
  readonly answersMs: readonly number[];
  /** The longer turns of the host's thread during each count, and during as long a time without one. */
  readonly turns: readonly (readonly Turn[])[];
  readonly turnsWithout: readonly (readonly Turn[])[];
  /** What the editor's own interface takes to hand the text out. */
  readonly getTextMs: readonly number[];
  /** Reading one piece of the text and posting it: all that the extension does in one turn. The longest of each count. */
  readonly stepMs: readonly number[];
}

export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension<PromptProfilerApi>('prompt-profiler.prompt-profiler');
  if (!extension) throw new Error('The extension is not there.');
  const { onTokensShown } = await extension.activate();
  await calm();
  const rows: TokenBenchRow[] = [];
  for (const [name, text] of Object.entries(texts())) {
    // The starter of the host prints lines with this mark.
    console.log(`[tests] ${name}`);
    rows.push(await measured(name, text, onTokensShown));
  }
  writeFileSync(process.env['PROMPT_PROFILER_BENCH_RESULTS'] ?? '', JSON.stringify(rows));
}

/** An editor goes on starting for a while; what it does then is not to be taken for what a count does. */
async function calm(): Promise<void> {
  for (let busyMs = Infinity; busyMs > CALM_MS;) {
    await startProfiler();
    const second = new Promise((resolve) => setTimeout(resolve, 1000));
    const { turns } = await turnsDuring(second);
    busyMs = turns.reduce((sum, { ms }) => sum + ms, 0);
  }
}

async function measured(name: string, text: string, shown: vscode.Event<CountedPrompt>): Promise<TokenBenchRow> {
  const document = await vscode.workspace.openTextDocument({ content: text });
  const editor = await vscode.window.showTextDocument(document);
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const answersMs: number[] = [];
  const turns: Turn[][] = [];
  const turnsWithout: Turn[][] = [];
  const getTextMs: number[] = [];
  const stepMs: number[] = [];
  let tokens = 0;
  for (let time = 0; time < TIMES; time++) {
    await counts(true);
    const counted = await select(editor, all, () => once(shown));
    tokens = counted.value.tokens;
    answersMs.push(counted.tookMs);
    turns.push(counted.turns);
    await counts(false);
    const asLong = () => new Promise<void>((resolve) => setTimeout(resolve, counted.tookMs));
    const without = await select(editor, all, asLong);
    turnsWithout.push(without.turns);
    const beganMs = performance.now();
    document.getText(document.validateRange(all));
    getTextMs.push(performance.now() - beganMs);
    stepMs.push(await longestStepMs(document, document.validateRange(all)));
  }
  const lines = document.lineCount;
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  const times = { answersMs, turns, turnsWithout, getTextMs, stepMs };
  return { text: name, characters: text.length, lines, tokens, ...times };
}

async function longestStepMs(document: vscode.TextDocument, range: vscode.Range): Promise<number> {
  const { port1, port2 } = new MessageChannel();
  let most = 0;
  let beganMs = performance.now();
  for (const piece of textInPieces(document, [range])) {
    port1.postMessage({ type: 'piece', id: 1, of: 'text', piece });
    most = Math.max(most, performance.now() - beganMs);
    await new Promise((next) => setImmediate(next));
    beganMs = performance.now();
  }
  port2.close();
  return most;
}

const counts = (isOn: boolean): Thenable<void> =>
  vscode.workspace.getConfiguration('promptProfiler').update('tokenCount', isOn, vscode.ConfigurationTarget.Global);

/** Selects a range from nothing, and waits for what comes of it. */
async function select<T>(editor: vscode.TextEditor, range: vscode.Range, outcome: () => Promise<T>) {
  const changed = (isEmpty: boolean) =>
    once(vscode.window.onDidChangeTextEditorSelection, ({ selections }) => selections[0]?.isEmpty === isEmpty);
  if (!editor.selection.isEmpty) {
    const cleared = changed(true);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await cleared;
  }
  await startProfiler();
  const selected = changed(false);
  editor.selection = new vscode.Selection(range.start, range.end);
  await selected;
  const beganMs = performance.now();
  let tookMs = 0;
  const { value, turns } = await turnsDuring(outcome().finally(() => (tookMs = performance.now() - beganMs)));
  return { value, tookMs, turns };
}

function once<T>(event: vscode.Event<T>, holds: (value: T) => boolean = () => true): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Nothing came.')), LIMIT_MS);
    const listener = event((value) => {
      if (!holds(value)) return;
      clearTimeout(timer);
      listener.dispose();
      resolve(value);
    });
  });
}

/** A megabyte each, in UTF-8: what people select, and what is hard to count. */
function texts(): Record<string, string> {
  const prose = filled((index) => `${words[(index * 7919) % words.length] ?? ''}${index % 12 === 11 ? '.\n' : ' '}`);
  const code = (index: number) =>
    `  const value${index} = await fetch(\`https://example.org/\${name}?q=${index}\`, { method: 'GET' });\n`;
  const noise = (index: number) => ((index * 2_654_435_761) >>> 8) % 65_536;
  const base64 = (index: number) =>
    Buffer.from(Uint16Array.from({ length: 27 }, (_, at) => noise(index * 27 + at)).buffer);
  return {
    'rare English words': prose,
    'the same on one line': prose.replaceAll('\n', ' '),
    program: filled(code),
    'base64 in lines': filled((index) => `${base64(index).toString('base64')}\n`),
    'base64 on one line': filled((index) => base64(index).toString('base64')),
    'letters without a space': filled((index) => String.fromCharCode(97 + (noise(index) % 26))),
    'one letter': 'a'.repeat(MEGABYTE),
    Chinese: filled(() => '长提示会推迟第一个令牌的出现，因为服务器必须先读完整个提示。\n'),
    'Chinese without a mark': filled(() => '长提示会推迟第一个令牌的出现因为服务器必须先读完整个提示'),
    emoji: filled((index) => String.fromCodePoint(0x1f600 + (noise(index) % 80))),
    'a number a line': filled((index) => `${index}\n`),
    'a letter a line': 'x\n'.repeat(MEGABYTE / 2),
  };
}

function filled(part: (index: number) => string): string {
  const parts: string[] = [];
  for (let index = 0, bytes = 0; bytes < MEGABYTE; index++) {
    const each = part(index);
    parts.push(each);
    bytes += Buffer.byteLength(each);
  }
  return parts.join('');
}
