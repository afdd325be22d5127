import * as l10n from '@vscode/l10n';
import {
  ConfigurationTarget,
  Disposable,
  Hover,
  MarkdownString,
  Range,
  StatusBarAlignment,
  env,
  languages,
  window,
  workspace,
  type Event,
  type Position,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { formatFor } from '../core/format';
import { HEAT_LEVELS, heatOf, heatScale, type HeatLevel, type HeatScale } from '../core/gapHeat';
import type { RunUpdate } from '../core/runUpdate';
import { heatDecorations, heatLegend } from './heatLook';
import type { WrittenTexts } from './output/writtenTexts';
import { SECTION, settings } from './settings';

/** A chunk as far as the heat needs it. */
export interface HeatChunk {
  readonly atMs: number;
  readonly tokens: number | null;
}

export interface TokenHeatParts {
  readonly texts: Pick<WrittenTexts, 'of'>;
  /** The run on show in the panel. */
  readonly shown: () => string | null;
  readonly chunksOf: (runId: string) => readonly HeatChunk[];
  readonly onUpdate: Event<RunUpdate>;
}

/** Text comes many times a second and scrolling is smooth; shades may follow a little later. */
const REST_MS = 120;
/** Lines above and below what is in view that are shaded as well, so that scrolling finds them done. */
const MARGIN_LINES = 40;
/** A line of a megabyte is in view as a whole, but the editor draws only its beginning. */
const MOST_CHARACTERS = 100_000;
/** Nobody can tell more shades than this apart. */
const MOST_RANGES = 4000;
/** A tenth more gaps hardly move the median, and to rank them all takes longer than to paint. */
const STALE_FROM = 1.1;

/** Writes the setting; what is on show follows it. */
export const toggleTokenHeat = (): Thenable<void> =>
  workspace.getConfiguration(SECTION).update('tokenHeat', !settings.tokenHeat(), ConfigurationTarget.Global);

/** Shades the answer in the editor by the time that each of its pieces took, in what is in view. */
export class TokenHeat implements Disposable {
  readonly #parts: TokenHeatParts;
  readonly #listener: Disposable;
  /** What is there only while the heat is on. */
  #on: { readonly owned: Disposable; readonly looks: ReturnType<typeof heatDecorations> } | null = null;
  #timer: NodeJS.Timeout | null = null;
  #scale: { readonly runId: string; readonly count: number; readonly scale: HeatScale | null } | null = null;
  readonly #legend = window.createStatusBarItem('promptProfiler.heat', StatusBarAlignment.Right, 999);

  constructor(parts: TokenHeatParts) {
    this.#parts = parts;
    this.#legend.name = l10n.t('Prompt Profiler: Token Heat');
    this.#legend.command = 'promptProfiler.toggleTokenHeat';
    this.#listener = workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.tokenHeat`)) this.#obey();
    });
    this.#obey();
  }

  dispose(): void {
    this.#turnOff();
    this.#listener.dispose();
    this.#legend.dispose();
  }

  #obey(): void {
    if (!settings.tokenHeat()) this.#turnOff();
    else if (this.#on === null) this.#turnOn();
  }

  #turnOn(): void {
    const looks = heatDecorations();
    const soon = (): void => this.#soon();
    const owned = Disposable.from(
      ...Object.values(looks),
      window.onDidChangeTextEditorVisibleRanges(soon),
      window.onDidChangeVisibleTextEditors(soon),
      workspace.onDidChangeTextDocument(soon),
      this.#parts.onUpdate(({ type }) => {
        if (type === 'finished') this.#scale = null;
        soon();
      }),
      languages.registerHoverProvider({ pattern: '**' }, { provideHover: (document, at) => this.#hover(document, at) }),
      languages.registerHoverProvider(
        { scheme: 'untitled' },
        { provideHover: (document, at) => this.#hover(document, at) },
      ),
    );
    this.#on = { owned, looks };
    this.#paint();
  }

  #turnOff(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#on?.owned.dispose();
    this.#on = null;
    this.#legend.hide();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#paint();
    }, REST_MS);
  }

  #paint(): void {
    const runId = this.#parts.shown();
    const on = this.#on;
    if (!on) return;
    const text = runId === null ? null : this.#parts.texts.of(runId);
    const document = text?.document ?? null;
    const scale = runId === null || !document ? null : this.#scaleOf(runId);
    for (const editor of window.visibleTextEditors) {
      const isIts = scale !== null && runId !== null && editor.document === document;
      const shades = isIts ? this.#shadesIn(editor, runId, scale) : null;
      for (const level of HEAT_LEVELS) editor.setDecorations(on.looks[level], shades?.[level] ?? []);
    }
    this.#tell(scale);
  }

  #tell(scale: HeatScale | null): void {
    if (scale === null) return this.#legend.hide();
    const format = formatFor(env.language);
    this.#legend.text = `$(flame) ${l10n.t('median {0}', format.duration(scale.medianMs, 'card'))}`;
    this.#legend.tooltip = heatLegend(scale, format);
    this.#legend.show();
  }

  #shadesIn({ document, visibleRanges }: TextEditor, runId: string, scale: HeatScale): Record<number, Range[]> {
    const shades: Record<number, Range[]> = { 1: [], 2: [], 3: [], 4: [] };
    const chunks = this.#parts.chunksOf(runId);
    const text = this.#parts.texts.of(runId);
    const pieces = visibleRanges.flatMap(({ start, end }) => {
      const from = document.offsetAt(start.with(Math.max(0, start.line - MARGIN_LINES), 0));
      const to = document.offsetAt(end.with(end.line + MARGIN_LINES, 0));
      return [...text.between(from, Math.min(to, from + MOST_CHARACTERS))];
    });
    for (const { level, start, end } of joinedShades(pieces, (index) => heatOf(gapOf(chunks, index), scale)))
      shades[level]?.push(new Range(document.positionAt(start), document.positionAt(end)));
    return shades;
  }

  #scaleOf(runId: string): HeatScale | null {
    const chunks = this.#parts.chunksOf(runId);
    const held = this.#scale;
    const isFresh = held?.runId === runId && chunks.length >= held.count && chunks.length < held.count * STALE_FROM;
    if (isFresh) return held.scale;
    const scale = heatScale(chunks);
    this.#scale = { runId, count: chunks.length, scale };
    return scale;
  }

  #hover(document: TextDocument, at: Position): Hover | null {
    const runId = this.#parts.shown();
    if (runId === null) return null;
    const index = this.#parts.texts.of(runId).indexAt(document, document.offsetAt(at));
    const chunk = index === null ? undefined : this.#parts.chunksOf(runId)[index];
    if (index === null || !chunk) return null;
    const format = formatFor(env.language);
    const gapMs = gapOf(this.#parts.chunksOf(runId), index);
    const when = format.duration(chunk.atMs, 'table');
    const words = Number.isNaN(gapMs)
      ? l10n.t('First piece, {0} after the start', when)
      : l10n.t('Gap of {0}, {1} after the start', format.duration(gapMs, 'table'), when);
    return new Hover(new MarkdownString(words));
  }
}

const gapOf = (chunks: readonly HeatChunk[], index: number): number =>
  (chunks[index]?.atMs ?? Number.NaN) - (chunks[index - 1]?.atMs ?? Number.NaN);

interface Shaded {
  readonly level: HeatLevel;
  readonly start: number;
  readonly end: number;
}

/** Neighbours of one shade are one range, so that an even stretch costs next to nothing. */
function joinedShades(
  pieces: readonly { readonly index: number; readonly start: number; readonly end: number }[],
  levelOf: (index: number) => HeatLevel,
): readonly Shaded[] {
  const all: Shaded[] = [];
  for (const { index, start, end } of pieces) {
    const level = levelOf(index);
    const last = all.at(-1);
    if (last?.level === level && last.end === start) all[all.length - 1] = { level, start: last.start, end };
    else all.push({ level, start, end });
  }
  return all.filter(({ level }) => level > 0).slice(0, MOST_RANGES);
}
