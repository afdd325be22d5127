import * as l10n from '@vscode/l10n';
import { commands, env, window } from 'vscode';
import type { TargetEntry } from '../config/targetList';
import { isHttpTarget } from '../core/target';
import { openFault, openTargetsFile } from './targetsFile';
import type { TargetRow } from './targetTree';
import type { TargetStore } from './targetStore';

/** A row of the view *Targets*, as its menus hand it over; anything else is none. */
export const rowOf = (argument: unknown): TargetRow | null =>
  typeof argument === 'object' && argument !== null && ('entry' in argument || 'fault' in argument)
    ? (argument as TargetRow)
    : null;

/** The target that a menu of the view is about. */
export const entryOf = (argument: unknown): TargetEntry | null => {
  const row = rowOf(argument);
  return row && 'entry' in row ? row.entry : null;
};

/** The name of the target that a command is about; `null`: the user is asked. */
export const nameOf = (argument: unknown): string | null =>
  typeof argument === 'string' ? argument : (entryOf(argument)?.target.name ?? null);

/** What the next prompts are sent to. */
export async function useTarget(targets: TargetStore, argument: unknown): Promise<void> {
  const entry = entryOf(argument);
  if (!entry) return void commands.executeCommand('promptProfiler.selectTarget');
  if (!entry.usable) return tellUntrusted(entry.target.name);
  await targets.choose(entry.target);
}

/** A target of a workspace that is not trusted: the one way to use it. */
export async function tellUntrusted(name: string): Promise<void> {
  const manage = l10n.t('Manage Trust');
  const message = l10n.t('"{0}" is a target of this workspace, and the workspace is not trusted.', name);
  if ((await window.showWarningMessage(message, manage)) === manage)
    await commands.executeCommand('workbench.trust.manage');
}

/** The file or the settings in which a target stands, or the targets file when none is meant. */
export async function editTargets(targets: TargetStore, argument: unknown): Promise<void> {
  const row = rowOf(argument);
  if (row && 'fault' in row) return openFault(row.fault);
  const entry = row?.entry ?? (await entryNamed(targets, argument));
  if (!entry) return openTargetsFile();
  const { openTarget } = await import('./openTarget');
  return openTarget(entry);
}

async function entryNamed(targets: TargetStore, name: unknown): Promise<TargetEntry | undefined> {
  if (typeof name !== 'string') return undefined;
  return (await targets.find()).entries.find(({ target }) => target.name === name);
}

/** A target on the clipboard, to be pasted into another file; keys are not in it. */
export async function copyTarget(targets: TargetStore, argument: unknown): Promise<void> {
  const entry = entryOf(argument) ?? (await targets.find()).preferred;
  if (!entry) return void commands.executeCommand('promptProfiler.selectTarget');
  await env.clipboard.writeText(`${JSON.stringify(withoutKeys(entry.target), null, 2)}\n`);
  window.setStatusBarMessage(l10n.t('Copied "{0}".', entry.target.name), 3000);
}

/** Values of headers stay only where they are templates: anything else may be a key. */
function withoutKeys(target: TargetEntry['target']): unknown {
  if (!isHttpTarget(target) || !target.headers) return target;
  const headers = Object.entries(target.headers).map(([name, value]) => [name, value.includes('${') ? value : '…']);
  return { ...target, headers: Object.fromEntries(headers) as unknown };
}
