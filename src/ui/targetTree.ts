import * as l10n from '@vscode/l10n';
import {
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  env,
  type Disposable,
  type Event,
  type TreeDataProvider,
  EventEmitter,
} from 'vscode';
import type { TargetEntry } from '../config/targetList';
import { isHttpTarget } from '../core/target';
import type { Keys } from './keys';
import { escapeMarkdown } from './statusHover';
import type { TargetNumbers } from './targetNumbers';
import { STATE_ICONS, numbersOf, stateOf, whereOf, type TargetState } from './targetState';
import type { TargetFault, TargetStore } from './targetStore';

/** A row of the view: a target, or a place in a file that is wrong. */
export type TargetRow = { readonly entry: TargetEntry; readonly isChosen: boolean } | { readonly fault: TargetFault };

export interface TargetTreeParts {
  readonly targets: TargetStore;
  readonly keys: Keys;
  readonly numbers: TargetNumbers;
}

const COLORS: Partial<Readonly<Record<TargetState['kind'], string>>> = {
  failed: 'problemsErrorIcon.foreground',
  ok: 'testing.iconPassed',
  'key-missing': 'problemsWarningIcon.foreground',
};

/**
 * The view *Targets*: each with its state and its last numbers. Nothing is sent for it. It lists what a prompt can be sent to, so one that was
 * removed is not in it: no action of a row would do anything, and results are where they are looked at, in the tabs of the panel.
 */
export class TargetTree implements TreeDataProvider<TargetRow>, Disposable {
  readonly #parts: TargetTreeParts;
  readonly #changes = new EventEmitter<void>();
  readonly #listener: Disposable;

  readonly onDidChangeTreeData: Event<void> = this.#changes.event;

  constructor(parts: TargetTreeParts) {
    this.#parts = parts;
    this.#listener = parts.targets.onDidChange(() => this.#changes.fire());
  }

  async getChildren(): Promise<TargetRow[]> {
    const { entries, faults, preferred } = await this.#parts.targets.find();
    // With the built-in model alone the view says what to do instead.
    if (entries.length === 1 && faults.length === 0) return [];
    const rows = entries.map((entry) => ({ entry, isChosen: entry === preferred }));
    return [...faults.map((fault) => ({ fault })), ...rows];
  }

  async getTreeItem(row: TargetRow): Promise<TreeItem> {
    if ('fault' in row) return faultItem(row.fault);
    const { entry, isChosen } = row;
    const state = await stateOf(entry, this.#parts.keys, this.#parts.numbers);
    const { name } = entry.target;
    const item = new TreeItem(name);
    const known = numbersOf(state.last) ?? shortState(state);
    // A narrow view cuts the end off; the numbers of the target in use stand in the status bar as well.
    item.description = isChosen ? [l10n.t('in use'), known].filter(Boolean).join(' · ') : known;
    item.iconPath = new ThemeIcon(STATE_ICONS[state.kind], colorOf(state));
    item.tooltip = tooltipOf(entry, state);
    item.contextValue = contextOf(entry);
    item.command = { command: 'promptProfiler.useTarget', title: l10n.t('Use This Target'), arguments: [row] };
    item.accessibilityInformation = {
      label: [name, item.description, state.sentence].filter(Boolean).join(', '),
    };
    return item;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changes.dispose();
  }
}

const colorOf = ({ kind }: TargetState): ThemeColor | undefined => {
  const name = COLORS[kind];
  return name === undefined ? undefined : new ThemeColor(name);
};

/** Which actions make sense, as words for the menus of the manifest. */
function contextOf({ target, origin, usable }: TargetEntry): string {
  const words = ['target'];
  if (usable) words.push('usable');
  if (usable && isHttpTarget(target)) words.push('keyed');
  if (origin !== 'built-in' && origin !== 'picked' && origin !== 'editor') words.push('written');
  return words.join(' ');
}

function shortState({ kind }: TargetState): string {
  const words: Readonly<Record<TargetState['kind'], string>> = {
    untrusted: l10n.t('not trusted'),
    'key-missing': l10n.t('key missing'),
    failed: l10n.t('failed'),
    ok: '',
    unknown: l10n.t('not tried yet'),
  };
  return words[kind];
}

function tooltipOf({ target, origin, file }: TargetEntry, { sentence, last }: TargetState): MarkdownString {
  const numbers = numbersOf(last);
  const at = last && new Date(last.at).toLocaleString(env.language);
  const source = {
    workspace: file === null ? l10n.t('Settings of this workspace') : decodeURIComponent(file.replace(/^.*\//, '')),
    user: l10n.t('Your settings'),
    picked: l10n.t('Picked model file'),
    editor: l10n.t('Language model of the editor'),
    'built-in': l10n.t('Ships with the extension'),
  }[origin];
  const lines = [
    `**${escapeMarkdown(target.name)}**`,
    escapeMarkdown(`${whereOf(target)} · ${target.protocol}`),
    numbers && at && escapeMarkdown(l10n.t('Last run: {0} ({1})', numbers, at)),
    sentence && escapeMarkdown(sentence),
    escapeMarkdown(l10n.t('Written in: {0}', source)),
  ];
  return new MarkdownString(lines.filter(Boolean).join('\n\n'));
}

function faultItem(fault: TargetFault): TreeItem {
  const item = new TreeItem(fault.message);
  item.iconPath = new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground'));
  item.tooltip = fault.message;
  item.contextValue = 'fault';
  item.command = { command: 'promptProfiler.editTargets', title: l10n.t('Show'), arguments: [{ fault }] };
  return item;
}
