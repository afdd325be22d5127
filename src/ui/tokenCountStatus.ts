import * as l10n from '@vscode/l10n';
import {
  EventEmitter,
  MarkdownString,
  Range,
  StatusBarAlignment,
  env,
  window,
  workspace,
  type Disposable,
  type Event,
  type StatusBarItem,
  type TextEditor,
} from 'vscode';
import { isPromptFile, promptFormOf } from '../config/promptForm';
import { formatFor } from '../core/format';
import type { CountedPrompt } from '../messages/tokenCountMessages';
import { LatestCount, type CounterPort, type TextQuestion } from './latestCount';
import { SECTION, settings } from './settings';
import type { TargetsFound } from './targetStore';
import { textInPieces } from './textInPieces';
import { countHover, countingText, countText } from './tokenCountText';

export interface TokenCountParts {
  readonly startCounter: () => CounterPort;
  readonly targets: { find(): Promise<TargetsFound>; readonly onDidChange: Event<void> };
}

/** A selection grows with each move of the mouse; only where it rests is it worth a count. */
const REST_MS = 150;

type Part = 'document' | 'selection';

/** Shows how many tokens the selection or the prompt file has. A number that is shown is of the text that is there. */
export class TokenCountStatus implements Disposable {
  readonly #targets: TokenCountParts['targets'];
  readonly #item: StatusBarItem;
  readonly #count: LatestCount;
  readonly #shown = new EventEmitter<CountedPrompt>();
  readonly #listeners: readonly Disposable[];
  #rest: NodeJS.Timeout | undefined;
  /** What can be sent to, until something about it changes: finding it reads files. */
  #found: Promise<TargetsFound> | null = null;
  #isVisible = false;
  #part: Part = 'document';
  #changes = 0;

  /** A count has come and is shown. */
  readonly onDidShow: Event<CountedPrompt> = this.#shown.event;

  constructor({ startCounter, targets }: TokenCountParts) {
    this.#targets = targets;
    this.#item = window.createStatusBarItem('promptProfiler.tokens', StatusBarAlignment.Right, 999);
    this.#item.name = l10n.t('Prompt Profiler: Tokens');
    this.#count = new LatestCount(startCounter, (counted) => this.#show(counted));
    this.#listeners = [
      window.onDidChangeActiveTextEditor(() => this.#targetsChanged()),
      window.onDidChangeTextEditorSelection(
        ({ textEditor }) => textEditor === window.activeTextEditor && this.#changed(),
      ),
      workspace.onDidChangeTextDocument(
        ({ document, contentChanges }) =>
          contentChanges.length > 0 && document === window.activeTextEditor?.document && this.#changed(),
      ),
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(SECTION) && this.#targetsChanged()),
      targets.onDidChange(() => this.#targetsChanged()),
    ];
    this.#changed();
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    clearTimeout(this.#rest);
    this.#changes++;
    this.#count.dispose();
    this.#shown.dispose();
    this.#item.dispose();
  }

  /** Which target counts may depend on the file, too. */
  #targetsChanged(): void {
    this.#found = null;
    this.#changed();
  }

  /** What was counted is no longer what is there. */
  #changed(): void {
    this.#changes++;
    this.#count.forget();
    clearTimeout(this.#rest);
    const editor = window.activeTextEditor;
    const part = editor && settings.showsTokenCount() ? partOf(editor) : null;
    if (!editor || part === null) return this.#hide();
    this.#part = part;
    this.#paint(countingText(), null);
    this.#rest = setTimeout(() => void this.#ask(editor, part), REST_MS);
  }

  async #ask(editor: TextEditor, part: Part): Promise<void> {
    const change = this.#changes;
    this.#found ??= this.#targets.find();
    const { entries, preferred } = await this.#found;
    if (change !== this.#changes) return;
    const targets = entries.map(({ target: { name, model, contextWindow }, usable }) => ({
      target: { name, model, contextWindow },
      usable,
    }));
    const index = entries.findIndex((entry) => entry === preferred);
    void this.#count.ask({ ...textOf(editor, part), targets, preferred: index });
  }

  #show(counted: CountedPrompt | null): void {
    if (counted === null) return this.#hide();
    const format = formatFor(env.language);
    const hover = new MarkdownString(countHover(counted, this.#part, format), true);
    hover.isTrusted = { enabledCommands: ['promptProfiler.profilePrompt'] };
    this.#paint(countText(counted, format), hover);
    this.#shown.fire(counted);
  }

  #paint(text: string, hover: MarkdownString | null): void {
    this.#item.text = text;
    this.#item.tooltip = hover ?? undefined;
    this.#item.accessibilityInformation = { label: `Prompt Profiler: ${text.replace(/\$\([^)]*\)\s*/g, '')}` };
    if (!this.#isVisible) this.#item.show();
    this.#isVisible = true;
  }

  #hide(): void {
    if (this.#isVisible) this.#item.hide();
    this.#isVisible = false;
  }
}

/** `null`: nothing that anybody would send. */
function partOf({ document, selections }: TextEditor): Part | null {
  if (document.uri.scheme === 'output') return null;
  if (selections.every(({ isEmpty }) => isEmpty))
    return isPromptFile(document.uri.path, document.languageId) ? 'document' : null;
  return 'selection';
}

function textOf({ document, selections }: TextEditor, part: Part): Pick<TextQuestion, 'text' | 'form' | 'document'> {
  const form = promptFormOf(document.uri.path, document.languageId);
  const whole = textInPieces(document, [new Range(0, 0, document.lineCount - 1, Infinity)]);
  if (part === 'document') return { text: whole, form, document: null };
  const ranges = selections.filter(({ isEmpty }) => !isEmpty).toSorted((a, b) => a.start.compareTo(b.start));
  const text = textInPieces(document, ranges);
  const isPart = form !== 'text' && form !== 'json';
  return isPart ? { text, form, document: whole } : { text, form: 'text', document: null };
}
