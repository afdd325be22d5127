import * as l10n from '@vscode/l10n';
import { commands, window, type Uri } from 'vscode';
import { originOf } from '../../config/resolveTarget';
import type { TargetEntry } from '../../config/targetList';
import type { Engine, ServerAsker } from '../../core/engine';
import type { RunError } from '../../core/runError';
import type { VendorChoice } from '../../core/serverFacts';
import type { RunReport } from '../../core/runReport';
import { translated } from '../../core/translated';
import { admitTarget } from '../admitTarget';
import type { Keys } from '../keys';
// A bundle of its own, so it has to be told the sentences again.
import '../language';
import { openSample } from '../openCommands';
import { openTarget } from '../openTarget';
import type { TargetNumbers } from '../targetNumbers';
import type { TargetStore } from '../targetStore';
import { askKey } from './askKey';
import { askModel } from './askModel';
import { askPlace } from './askPlace';
import { askServer } from './askServer';
import { askUrl } from './askUrl';
import { askVendor } from './askVendor';
import { EMPTY_DRAFT, targetOf, type Draft, type SetUpTools } from './draft';
import { saveTarget } from './saveTarget';
import { testCall, testSentence } from './testCall';
import { walk, type Step } from './walk';

export interface AddTargetParts {
  readonly targets: TargetStore;
  readonly keys: Keys;
  readonly numbers: TargetNumbers;
  readonly engine: Engine & ServerAsker;
  readonly vendors: readonly VendorChoice[];
  readonly extensionUri: Uri;
}

/** *Add Target…*: from the vendor to a target that has answered once. */
export const addTarget = (parts: AddTargetParts): Promise<void> =>
  setUp(parts, l10n.t('Add Target'), (tools) => [
    askVendor(tools),
    askUrl(tools),
    askKey(tools),
    askModel(tools),
    askPlace(tools),
  ]);

/** *Find Local Servers*: the same, for one that answers on this machine. */
export const findLocalServers = (parts: AddTargetParts): Promise<void> =>
  setUp(parts, l10n.t('Find Local Servers'), (tools) => [
    askServer(tools),
    askKey(tools),
    askModel(tools),
    askPlace(tools),
  ]);

async function setUp(
  parts: AddTargetParts,
  title: string,
  stepsWith: (tools: SetUpTools) => readonly Step<Draft>[],
): Promise<void> {
  const { entries } = await parts.targets.find();
  const names = entries.map(({ target }) => target.name);
  const tools = { asker: parts.engine, keys: parts.keys, vendors: parts.vendors, names };
  const draft = await walk(title, stepsWith(tools), EMPTY_DRAFT);
  if (draft?.place && (await keep(draft, parts))) await tryOut(draft.name, parts);
}

/** The target first, then its key: a key without a target would be of no use to anybody. */
async function keep(draft: Draft, { keys, targets }: AddTargetParts): Promise<boolean> {
  const target = targetOf(draft);
  try {
    await saveTarget(target, draft.place ?? 'user');
  } catch (error) {
    void window.showErrorMessage(
      l10n.t('The target was not saved. {0}', error instanceof Error ? error.message : String(error)),
    );
    return false;
  }
  if (draft.key.from === 'typed') await keys.set(originOf(draft.url), draft.key.key);
  await targets.choose(target);
  return true;
}

/** Calls the target once and tells what came of it, with the next step. */
async function tryOut(name: string, parts: AddTargetParts): Promise<void> {
  const { entries } = await parts.targets.find();
  const entry = entries.find(({ target }) => target.name === name);
  if (!entry) return;
  const admitted = await admitTarget(parts.keys, entry);
  if (admitted === null) return;
  if ('refused' in admitted) return tellFailure(admitted.refused, entry, parts);
  const report = await testCall(parts.engine, admitted.target, admitted.apiKey);
  await parts.numbers.keep(report);
  const { error, status } = report.outcome;
  if (status === 'cancelled') return;
  return error ? tellFailure(error, entry, parts) : tellSuccess(report, entry, parts);
}

/** A test call that worked: on to the first real prompt. */
async function tellSuccess(report: RunReport, entry: TargetEntry, { extensionUri }: AddTargetParts): Promise<void> {
  const [profile, edit] = [l10n.t('Profile Prompt'), l10n.t('Edit')];
  const answer = await window.showInformationMessage(testSentence(report), profile, edit);
  if (answer === profile) await profileSomething(extensionUri);
  if (answer === edit) await openTarget(entry);
}

/** One that did not: the way out that its error asks for. */
async function tellFailure(error: RunError, entry: TargetEntry, parts: AddTargetParts): Promise<void> {
  const { name } = entry.target;
  const [key, again, edit] = [l10n.t('Set API Key'), l10n.t('Try Again'), l10n.t('Edit')];
  const wantsKey = error.kind === 'unauthorized' || error.kind === 'forbidden';
  const message = l10n.t('"{0}" is saved, but the test call failed. {1}', name, translated(error.message));
  const answer = await window.showWarningMessage(message, ...(wantsKey ? [key] : []), again, edit);
  if (answer === edit) return openTarget(entry);
  if (answer === key) await commands.executeCommand('promptProfiler.setApiKey', name);
  if (answer !== undefined) return tryOut(name, parts);
}

/** The prompt in front of the user; where there is none, one of ours. */
async function profileSomething(extensionUri: Uri): Promise<void> {
  if (!window.activeTextEditor) await openSample(extensionUri, 'one-line.prompt.md');
  await commands.executeCommand('promptProfiler.profilePrompt');
}
