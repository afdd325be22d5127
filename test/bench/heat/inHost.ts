/** Runs inside the editor: how long its extension host stands still while an answer of 2 MB is shaded. */
import { writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { OutputSession } from '../../../src/ui/output/outputSession';
import { placeOutput } from '../../../src/ui/output/placement';
import { WrittenText } from '../../../src/ui/output/writtenText';
import { TokenHeat, type HeatChunk } from '../../../src/ui/tokenHeat';

const PIECES = 100_000;
const STEPS = 40;
/** Scrolling is seen by the editor first and by its extensions some time later. */
const LIMIT_MS = 5_000;

export interface HeatBenchRow {
  readonly what: string;
  /** How long each painting held the host. */
  readonly heldMs: readonly number[];
}

export async function run(): Promise<void> {
  const settings = vscode.workspace.getConfiguration('promptProfiler');
  await settings.update('tokenHeat', true, vscode.ConfigurationTarget.Global);
  const piece = (index: number): string => String(index).padStart(18, ' ');
  const lines = Array.from({ length: PIECES }, (_, index) => `${piece(index)}${index % 8 === 7 ? '\n' : ' '}`);
  const oneLine = lines.map((text) => text.replace('\n', ' '));
  const rows = [
    ...(await scrolled('2 MB in lines', lines)),
    ...(await scrolled('2 MB in one line', oneLine)),
    await streamed(lines),
  ];
  writeFileSync(process.env['PROMPT_PROFILER_BENCH_RESULTS'] ?? '', JSON.stringify(rows));
}

/** One gap in ten is long, and no two are alike. */
const chunksOf = (count: number): HeatChunk[] => {
  let atMs = 100;
  return Array.from({ length: count }, (_, index) => {
    atMs += (index % 10 === 0 ? 40 : 8) + ((index * 7919) % 1000) / 500;
    return { atMs, tokens: 1 };
  });
};

async function write(pieces: readonly string[]): Promise<{ editor: vscode.TextEditor; text: WrittenText }> {
  const document = await vscode.workspace.openTextDocument({ content: 'Why?\n' });
  const editor = await vscode.window.showTextDocument(document);
  const session = new OutputSession(placeOutput('below', editor, [new vscode.Range(0, 0, 0, 4)]));
  session.push(pieces);
  await session.finish();
  return { editor, text: new WrittenText(session.place, pieces) };
}

async function scrolled(what: string, pieces: readonly string[]): Promise<HeatBenchRow[]> {
  const { editor, text } = await write(pieces);
  const { document } = editor;
  const chunks = chunksOf(pieces.length);
  const timers = timedTimers();
  const updates = new vscode.EventEmitter<never>();
  const beganMs = performance.now();
  const heat = new TokenHeat({
    texts: { of: () => text },
    shown: () => 'run',
    chunksOf: () => chunks,
    onUpdate: updates.event,
  });
  const first = performance.now() - beganMs;
  for (let step = 1; step <= STEPS; step += 1) {
    const line = Math.floor((document.lineCount * step) / (STEPS + 1));
    const at = new vscode.Position(line, document.lineCount > STEPS ? 0 : Math.floor((step * 200_000) / STEPS));
    const painted = timers.next();
    editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.AtTop);
    // In one long line nothing scrolls up or down: news of the run paints it anew.
    if (document.lineCount <= STEPS) updates.fire({ type: 'progress' } as never);
    await painted;
  }
  heat.dispose();
  const heldMs = timers.end();
  updates.dispose();
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  return [
    { what: `${what}, first painting`, heldMs: [first] },
    { what: `${what}, painted anew`, heldMs },
  ];
}

/** News of a run comes twenty times a second, and with each the run has more gaps to be ranked. */
async function streamed(pieces: readonly string[]): Promise<HeatBenchRow> {
  const { text } = await write(pieces);
  const all = chunksOf(pieces.length);
  let shown = all.slice(0, PIECES / 2);
  const timers = timedTimers();
  const updates = new vscode.EventEmitter<never>();
  const heat = new TokenHeat({
    texts: { of: () => text },
    shown: () => 'run',
    chunksOf: () => shown,
    onUpdate: updates.event,
  });
  for (let step = 1; step <= STEPS; step += 1) {
    shown = all.slice(0, PIECES / 2 + (step * PIECES) / 2 / STEPS);
    const painted = timers.next();
    updates.fire({ type: 'progress' } as never);
    await painted;
  }
  heat.dispose();
  const heldMs = timers.end();
  updates.dispose();
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  return { what: '50 000 to 100 000 pieces, as they come', heldMs };
}

/** Painting is done by a timer; here each one is timed. */
function timedTimers() {
  const usual = globalThis.setTimeout;
  const heldMs: number[] = [];
  let waiting: (() => void) | null = null;
  const timed = (callback: () => void, ms?: number): NodeJS.Timeout =>
    usual(() => {
      const beganMs = performance.now();
      callback();
      if (ms !== 120) return;
      heldMs.push(performance.now() - beganMs);
      waiting?.();
    }, ms);
  globalThis.setTimeout = timed as typeof setTimeout;
  return {
    next: () =>
      new Promise<void>((resolve, reject) => {
        const late = usual(() => reject(new Error('Nothing was painted.')), LIMIT_MS);
        waiting = () => {
          clearTimeout(late);
          resolve();
        };
      }),
    end: () => {
      globalThis.setTimeout = usual;
      return heldMs;
    },
  };
}
