import * as l10n from '@vscode/l10n';
import { QuickPickItemKind, ThemeIcon, commands, window, type QuickInputButton, type QuickPickItem } from 'vscode';
import type { TargetEntry, TargetOrigin } from '../config/targetList';
import { placeOf, type LmTarget } from '../core/target';
import type { Keys } from './keys';
import { offeredModels } from './languageModels/offeredModels';
import { pickModelFile } from './modelFile';
import { tellUntrusted } from './targetCommands';
import type { TargetNumbers } from './targetNumbers';
import { STATE_ICONS, numbersOf, stateOf, whereOf } from './targetState';
import type { TargetFault, TargetStore, TargetsFound } from './targetStore';
import { openFault, openTargetsFile } from './targetsFile';

export interface PickerParts {
  readonly targets: TargetStore;
  readonly keys: Keys;
  readonly numbers: TargetNumbers;
}

/** The command: chooses what the next prompts are sent to. */
export async function selectTarget(parts: PickerParts): Promise<void> {
  const entry = await pickTarget(parts);
  if (entry && !entry.usable) await tellUntrusted(entry.target.name);
}

interface Choice extends QuickPickItem {
  readonly entry?: TargetEntry;
  /** What is done in place of choosing. */
  readonly act?: () => unknown;
}

interface Picked {
  readonly choice: Choice;
  readonly isForFile: boolean;
}

/** Lets the user choose what the next prompts are sent to, and remembers it. `null`: nothing was chosen. */
export async function pickTarget(parts: PickerParts): Promise<TargetEntry | null> {
  const { targets } = parts;
  const found = await targets.find();
  const picked = await show([
    ...grouped(await Promise.all(found.entries.map((entry) => choiceOf(entry, found, parts)))),
    ...offeredChoices(await offeredModels(), found, targets),
    ...found.faults.map(faultChoice),
    ...actions(targets),
  ]);
  if (picked === null) return null;
  const { choice, isForFile } = picked;
  const entry = choice.act ? await choice.act() : choice.entry;
  if (!isEntry(entry)) return null;
  if (entry.usable) await (isForFile ? targets.chooseForFile(entry.target) : targets.choose(entry.target));
  return entry;
}

const isEntry = (value: unknown): value is TargetEntry =>
  typeof value === 'object' && value !== null && 'target' in value;

function show(items: readonly Choice[]): Promise<Picked | null> {
  const pick = window.createQuickPick<Choice>();
  pick.title = l10n.t('Profile Prompts On');
  pick.placeholder = l10n.t('Choose a target, or type to search');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = items;
  return new Promise<Picked | null>((resolve) => {
    pick.onDidAccept(() => {
      const [choice] = pick.selectedItems;
      if (choice) resolve({ choice, isForFile: false });
    });
    pick.onDidTriggerItemButton(({ item }) => resolve({ choice: item, isForFile: true }));
    pick.onDidHide(() => resolve(null));
    pick.show();
  }).finally(() => pick.dispose());
}

function actions(targets: TargetStore): Choice[] {
  const action = (label: string, icon: string, act: () => unknown): Choice => ({
    label,
    iconPath: new ThemeIcon(icon),
    act,
    alwaysShow: true,
  });
  const command = (name: string) => () => void commands.executeCommand(`promptProfiler.${name}`);
  return [
    { label: '', kind: QuickPickItemKind.Separator },
    action(l10n.t('Add a target…'), 'add', command('addTarget')),
    action(l10n.t('Find servers on this machine…'), 'search', command('findLocalServers')),
    action(l10n.t('Choose a GGUF file…'), 'folder-opened', () => pickFile(targets)),
    action(l10n.t('Edit targets…'), 'edit', () => void openTargetsFile()),
  ];
}

async function pickFile(targets: TargetStore): Promise<TargetEntry | null> {
  const file = await pickModelFile();
  if (file === null) return null;
  await targets.addFile(file);
  const { entries } = await targets.find();
  return entries.find(({ target }) => target.protocol === 'gguf' && target.path === file) ?? null;
}

/** Language models of the editor that are not in the list yet; choosing one puts it there. */
function offeredChoices(offered: readonly LmTarget[], { entries }: TargetsFound, targets: TargetStore): Choice[] {
  const known = new Set(entries.map(({ target }) => placeOf(target)));
  const choices = offered
    .filter((target) => !known.has(placeOf(target)))
    .map((target): Choice => ({
      label: target.name,
      description: whereOf(target),
      iconPath: new ThemeIcon('sparkle'),
      act: async () => {
        await targets.addModel(target);
        const found = await targets.find();
        return found.entries.find((entry) => entry.target.name === target.name) ?? null;
      },
    }));
  const heading: Choice = { label: l10n.t('language models of the editor'), kind: QuickPickItemKind.Separator };
  return choices.length > 0 ? [heading, ...choices] : [];
}

type TargetChoice = Choice & { readonly entry: TargetEntry };

function grouped(choices: readonly TargetChoice[]): Choice[] {
  const headings: Readonly<Record<TargetOrigin, string>> = {
    workspace: l10n.t('workspace'),
    user: l10n.t('your settings'),
    picked: l10n.t('model files'),
    editor: l10n.t('language models of the editor'),
    'built-in': l10n.t('always there'),
  };
  return choices.flatMap((choice, index) => {
    const { origin } = choice.entry;
    if (choices[index - 1]?.entry.origin === origin) return [choice];
    return [{ label: headings[origin], kind: QuickPickItemKind.Separator }, choice];
  });
}

async function choiceOf(
  entry: TargetEntry,
  { preferred, forFile }: TargetsFound,
  { keys, numbers }: PickerParts,
): Promise<TargetChoice> {
  const { target, usable } = entry;
  const { kind, sentence, last } = await stateOf(entry, keys, numbers);
  const use = target.name === forFile ? l10n.t('in use for this file') : entry === preferred ? l10n.t('in use') : null;
  const detail = sentence ?? numbersOf(last);
  return {
    entry,
    label: target.name,
    description: [whereOf(target), use].filter(Boolean).join(' · '),
    iconPath: new ThemeIcon(STATE_ICONS[kind]),
    ...(detail !== null && { detail }),
    ...(usable && window.activeTextEditor && { buttons: [forFileButton()] }),
  };
}

const forFileButton = (): QuickInputButton => ({
  iconPath: new ThemeIcon('pin'),
  tooltip: l10n.t('Use for this file only'),
});

const faultChoice = (fault: TargetFault): Choice => ({
  label: l10n.t('Something is wrong with a target'),
  detail: fault.message,
  iconPath: new ThemeIcon('warning'),
  act: () => void openFault(fault),
});
