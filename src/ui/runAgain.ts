import * as l10n from '@vscode/l10n';
import { commands, window } from 'vscode';
import type { TargetEntry } from '../config/targetList';
import { openSource } from './openCommands';
import { placeOutput } from './output/placement';
import type { PastOrder } from './pastOrder';
import { startRun, type Destination, type ProfileParts } from './profilePrompt';
import type { PromptOrigin } from './promptSource';
import type { KnowsOrders } from './runOrders';

export interface RunAgainParts extends ProfileParts {
  readonly orders: KnowsOrders;
  /** Where the prompt of a run stands, also of one whose order nobody has kept. */
  readonly originOf: (runId: string | null) => Pick<PromptOrigin, 'uri' | 'ranges'> | null;
}

/** Sends the prompt of an earlier run to the same target once more. The document is left alone when it already has an answer. */
export async function runAgain(parts: RunAgainParts, runId: string | null): Promise<string | null> {
  const order = await parts.orders.orderOf(runId);
  if (order === null) return tellUnknown(parts, runId);
  const { entries } = await parts.targets.find();
  const entry = entries.find(({ target }) => target.name === order.targetName) ?? (await otherTarget(parts, order));
  if (!entry) return null;
  const destination = destinationAgain(order);
  const again = await startRun(parts, order, entry, destination);
  if (again === null) destination.output?.dispose();
  return again;
}

/** The target has gone; another one is taken only if the person says so. */
async function otherTarget(parts: RunAgainParts, { targetName }: PastOrder): Promise<TargetEntry | null> {
  const choose = l10n.t('Choose Another Target');
  const sentence = l10n.t('The target "{0}" is no longer there, so nothing was sent.', targetName);
  if ((await window.showWarningMessage(sentence, choose)) !== choose) return null;
  return (await (await import('./targetPicker')).pickTarget(parts)) ?? null;
}

/** Nothing is guessed: the prompt may have changed since. */
async function tellUnknown({ originOf }: RunAgainParts, runId: string | null): Promise<null> {
  const origin = originOf(runId);
  const action = origin ? l10n.t('Open the Prompt') : l10n.t('Profile Prompt');
  const sentence = origin
    ? l10n.t('The prompt of this run was not kept, so it cannot be sent again as it was. Open it and profile it again.')
    : l10n.t('No prompt of an earlier run was kept. Select one in an editor and profile it.');
  if ((await window.showWarningMessage(sentence, action)) !== action) return null;
  await (origin ? openSource(origin) : commands.executeCommand('promptProfiler.profilePrompt'));
  return null;
}

/** An answer that is there is not written twice; one that never came is written where it should have gone, or beside. */
function destinationAgain({ mode, origin, hasAnswer }: PastOrder): Destination {
  if (mode === 'none' || hasAnswer) return { mode: 'none', output: null };
  const editor = origin?.editor ?? null;
  const isUnchanged = editor !== null && !editor.document.isClosed && editor.document.version === origin?.version;
  return isUnchanged
    ? { mode, output: placeOutput(mode, editor, origin?.ranges ?? []) }
    : { mode: 'beside', output: null };
}
