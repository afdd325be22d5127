import { QuickPickItemKind, ThemeIcon, commands, window, type QuickPickItem } from 'vscode';
import { originOf } from '../config/resolveTarget';
import type { TargetEntry, TargetOrigin } from '../config/targetList';
import { BUILT_IN_SCHEME, isHttpTarget, placeOf, type Target } from '../core/target';
import type { Keys } from './keys';
import { pickModelFile } from './modelFile';
import type { TargetStore } from './targetStore';
import { openTargetsFile } from './targetsFile';

/** The command: chooses what the next prompts are sent to. */
export async function selectTarget(targets: TargetStore, keys: Keys): Promise<void> {
  const entry = await pickTarget(targets, keys);
  if (entry === null || entry.usable) return;
  const message = `"${entry.target.name}" is a target of this workspace, and the workspace is not trusted.`;
  const answer = await window.showWarningMessage(message, 'Manage Trust');
  if (answer) await commands.executeCommand('workbench.trust.manage');
}

interface Choice extends QuickPickItem {
  readonly entry?: TargetEntry;
  readonly act?: 'pick-file' | 'edit';
}

const HEADINGS: Readonly<Record<TargetOrigin, string>> = {
  workspace: 'workspace',
  user: 'your settings',
  picked: 'model files',
  'built-in': 'always there',
};

/** Lets the user choose what the next prompts are sent to, and remembers it. `null`: nothing was chosen. */
export async function pickTarget(targets: TargetStore, keys: Keys): Promise<TargetEntry | null> {
  const { entries, preferred } = await targets.find();
  const choices = await Promise.all(entries.map((entry) => choiceOf(entry, entry === preferred, keys)));
  const picked = await window.showQuickPick<Choice>([...grouped(choices), ...actions], {
    title: 'Profile Prompts On',
    placeHolder: 'Choose a target',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.act === 'edit') return openTargetsFile().then(() => null);
  const entry = picked?.act === 'pick-file' ? await pickFile(targets) : (picked?.entry ?? null);
  if (entry?.usable) await targets.choose(entry.target);
  return entry;
}

const actions: readonly Choice[] = [
  { label: '', kind: QuickPickItemKind.Separator },
  { label: 'Choose a GGUF file…', iconPath: new ThemeIcon('folder-opened'), act: 'pick-file', alwaysShow: true },
  { label: 'Edit targets…', iconPath: new ThemeIcon('edit'), act: 'edit', alwaysShow: true },
];

async function pickFile(targets: TargetStore): Promise<TargetEntry | null> {
  const file = await pickModelFile();
  if (file === null) return null;
  await targets.addFile(file);
  const { entries } = await targets.find();
  return entries.find(({ target }) => target.protocol === 'gguf' && target.path === file) ?? null;
}

function grouped(choices: readonly (Choice & { entry: TargetEntry })[]): Choice[] {
  return choices.flatMap((choice, index) => {
    const { origin } = choice.entry;
    if (choices[index - 1]?.entry.origin === origin) return [choice];
    return [{ label: HEADINGS[origin], kind: QuickPickItemKind.Separator }, choice];
  });
}

async function choiceOf(
  entry: TargetEntry,
  isPreferred: boolean,
  keys: Keys,
): Promise<Choice & { entry: TargetEntry }> {
  const { target } = entry;
  const detail = await stateOf(entry, keys);
  return {
    entry,
    label: target.name,
    description: [whereOf(target), isPreferred ? 'in use' : null].filter(Boolean).join(' · '),
    iconPath: new ThemeIcon(entry.usable ? (target.protocol === 'gguf' ? 'chip' : 'globe') : 'lock'),
    ...(detail === null ? {} : { detail }),
  };
}

function whereOf(target: Target): string {
  if (isHttpTarget(target)) return `${target.model} · ${originOf(target.url)}`;
  if (target.protocol === 'vscode-lm') return placeOf(target);
  return target.path.startsWith(BUILT_IN_SCHEME) ? 'offline; it can only talk about latency' : target.path;
}

/** What stands between this target and a run. */
async function stateOf({ target, usable }: TargetEntry, keys: Keys): Promise<string | null> {
  if (!usable) return 'Cannot be used: this workspace is not trusted.';
  const found = await keys.lookUp(target);
  if ('key' in found) return null;
  return found.missing === 'secret'
    ? 'Needs an API key; it will be asked for.'
    : `Needs the environment variable ${found.name}.`;
}
