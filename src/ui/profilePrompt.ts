import * as l10n from '@vscode/l10n';
import { window, workspace, type Uri } from 'vscode';
import { BUILT_IN_TARGET } from '../config/builtInTarget';
import { NO_WISH } from '../config/promptWishes';
import { withDefaults } from '../config/resolveTarget';
import type { TargetEntry } from '../config/targetList';
import { wishedTarget } from '../config/wishedTarget';
import { runError, type RunError } from '../core/runError';
import type { CacheMode } from '../core/vocabulary';
import type { PanelTab } from '../messages/panelMessages';
import { admitTarget } from './admitTarget';
import { askVariables } from './askVariables';
import type { Keys } from './keys';
import { placeOutput, type OutputMode } from './output/placement';
import type { DocumentOutput } from './output/documentOutput';
import type { OrderedPrompt } from './pastOrder';
import type { PromptAnswers } from './promptAnswers';
import { promptFrom } from './promptFrom';
import type { PromptOrigin, PromptResult, RefusedPrompt, SourcedPrompt } from './promptSource';
import type { RunController, RunOrder } from './runController';
import { settings } from './settings';
import { tellFaults } from './targetFaults';
import type { TargetNumbers } from './targetNumbers';
import type { TargetStore } from './targetStore';

export interface ProfileParts {
  readonly runs: RunController;
  readonly targets: TargetStore;
  readonly keys: Keys;
  readonly numbers: TargetNumbers;
  readonly panel: { show(tab: PanelTab): void };
  readonly answers: PromptAnswers;
}

/** The main job: a prompt from the editor or a file is sent to the target in use. Gives the run's id, or `null`. */
export const profilePrompt = async (parts: ProfileParts, uri?: Uri, marked?: unknown): Promise<string | null> =>
  profile(parts, await promptFrom(uri, Array.isArray(marked)), null);

/** The same on a target that is named, for this once. */
export const profileOnTarget = async (parts: ProfileParts, entry: TargetEntry | null): Promise<string | null> =>
  profile(parts, await promptFrom(undefined, false), entry);

async function profile(
  parts: ProfileParts,
  sourced: PromptResult | null,
  on: TargetEntry | null,
): Promise<string | null> {
  if (sourced === null) {
    void window.showWarningMessage(
      l10n.t('There is no prompt to profile. Open a file with a prompt, or select some text in an editor.'),
    );
    return null;
  }
  if ('problem' in sourced) return refusePrompt(parts, sourced);
  const mode = settings.outputMode(sourced.origin.part);
  // From here on the place is followed, as choosing a target or typing a key may take a while.
  const output = placeOutput(mode, sourced.origin.editor, sourced.origin.ranges);
  const runId = await order(parts, sourced, { mode, output, on }).catch((error: unknown) => {
    output?.dispose();
    throw error;
  });
  if (runId === null) output?.dispose();
  return runId;
}

/** A text that cannot be sent has a report all the same, which says why. */
async function refusePrompt({ runs, targets }: ProfileParts, refused: RefusedPrompt): Promise<string> {
  const { preferred, entries } = await targets.find();
  const target = (preferred ?? entries[0])?.target ?? BUILT_IN_TARGET;
  const request = {
    target,
    prompt: { messages: [], source: refused.source },
    parameters: {},
    cache: settings.cacheMode(),
    apiKey: null,
  };
  return runs.refuse({ request, origin: refused.origin, mode: 'none', output: null }, refused.problem);
}

/** Where the output of an order goes. */
export interface Destination {
  /** The target that was named by hand. */
  readonly on?: TargetEntry | null;
  readonly mode: OutputMode;
  readonly output: DocumentOutput | null;
}

async function order(parts: ProfileParts, sourced: SourcedPrompt, destination: Destination): Promise<string | null> {
  const found = await parts.targets.find();
  tellFaults(found.faults);
  // What a strange workspace wishes is not followed without a word.
  const wish = workspace.isTrusted ? sourced.wish : NO_WISH;
  const wished = destination.on ?? wishedTarget(wish, found.entries, found.preferred);
  if (wished === undefined)
    return refusePrompt(parts, { ...sourced, source: sourced.prompt.source, problem: noTarget(wish.target ?? '') });
  const filled = await askVariables(sourced, parts.answers);
  if (filled === null) return null;
  const entry = wished ?? (await (await import('./targetPicker')).pickTarget(parts));
  return entry && startRun(parts, filled, entry, destination);
}

const noTarget = (name: string): RunError =>
  runError(
    'bad-request',
    l10n.t(
      'The prompt names the target "{0}", which is not there. Add it with Edit Targets, or take the name out of the front matter.',
      name,
    ),
  );

/** What is sent. Without a cache mode that of the settings holds. */
export interface SentPrompt extends OrderedPrompt {
  readonly origin: PromptOrigin | null;
  readonly cache?: CacheMode;
}

/** Sends a prompt to a target, if that may be done and its key is there. */
export async function startRun(
  { runs, keys, panel }: ProfileParts,
  { prompt, parameters, origin, cache = settings.cacheMode() }: SentPrompt,
  entry: TargetEntry,
  { mode, output }: Destination,
): Promise<string | null> {
  const request = {
    target: withDefaults(entry.target, settings.targetDefaults()),
    prompt,
    parameters,
    cache,
    apiKey: null,
  };
  const ordered: RunOrder = { request, origin, mode, output };
  const admitted = await admitTarget(keys, entry);
  if (admitted === null) return null;
  if ('refused' in admitted) return runs.refuse(ordered, admitted.refused);
  if (settings.opensPanel() || mode === 'none') panel.show('run');
  return runs.start({ ...ordered, request: { ...request, ...admitted } });
}
