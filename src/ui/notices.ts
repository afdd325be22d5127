import * as l10n from '@vscode/l10n';
import { ProgressLocation, commands, window, type Disposable } from 'vscode';
import type { RunError } from '../core/runError';
import type { RunReport } from '../core/runReport';
import { translated } from '../core/translated';
import type { RunHeader, RunUpdate } from '../core/runUpdate';
import type { ErrorKind } from '../core/vocabulary';
import type { RunController } from './runController';

/** Waiting that deserves a notification with a button to stop; a model that thinks may take far longer than this. */
const LONG_WAIT_MS = 10_000;

interface Wait {
  readonly timer: NodeJS.Timeout;
  /** Ends the notification, if there is one. */
  end(): void;
}

/** Speaks up when a run fails, or when nothing comes for long. Otherwise the status bar says enough. */
export class Notices implements Disposable {
  readonly #runs: Pick<RunController, 'stop'>;
  readonly #waits = new Map<string, Wait>();
  readonly #listener: Disposable;

  constructor(runs: Pick<RunController, 'stop' | 'onUpdate'>) {
    this.#runs = runs;
    this.#listener = runs.onUpdate((update) => this.#take(update));
  }

  dispose(): void {
    this.#listener.dispose();
    for (const runId of [...this.#waits.keys()]) this.#endWait(runId);
  }

  #take(update: RunUpdate): void {
    if (update.type === 'started') this.#beginWait(update.run);
    else if (update.type === 'finished') {
      this.#endWait(update.runId);
      tellEnd(update.report);
    } else if (update.progress.silentMs !== null) this.#endWait(update.runId);
  }

  #beginWait(run: RunHeader): void {
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    const timer = setTimeout(() => this.#showWait(run, over), LONG_WAIT_MS);
    this.#waits.set(run.runId, { timer, end: () => end() });
  }

  #showWait({ runId, targetName }: RunHeader, over: Promise<void>): void {
    const title = l10n.t('Waiting for the first token of {0}', targetName);
    void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, (_, token) => {
      token.onCancellationRequested(() => this.#runs.stop(runId));
      return over;
    });
  }

  #endWait(runId: string): void {
    const wait = this.#waits.get(runId);
    if (!wait) return;
    clearTimeout(wait.timer);
    wait.end();
    this.#waits.delete(runId);
  }
}

/** Buttons, each with the command behind it, some of which are told the target. */
const BUTTONS = {
  details: { title: l10n.t('Show Details'), command: 'promptProfiler.openPanel' },
  setKey: { title: l10n.t('Set API Key'), command: 'promptProfiler.setApiKey', isOfTarget: true },
  editTarget: { title: l10n.t('Edit Target'), command: 'promptProfiler.editTargets', isOfTarget: true },
  selectTarget: { title: l10n.t('Select Target'), command: 'promptProfiler.selectTarget' },
  trust: { title: l10n.t('Manage Trust'), command: 'workbench.trust.manage' },
  runAgain: { title: l10n.t('Run Again'), command: 'promptProfiler.runAgain' },
} as const;
type Button = keyof typeof BUTTONS;

const WAYS_OUT: Partial<Readonly<Record<ErrorKind, readonly Button[]>>> = {
  unauthorized: ['setKey'],
  forbidden: ['setKey', 'selectTarget'],
  untrusted: ['selectTarget', 'trust'],
  dns: ['selectTarget'],
  refused: ['selectTarget', 'runAgain'],
  'not-found': ['selectTarget'],
  'model-load': ['selectTarget'],
  'rate-limited': ['runAgain'],
  overloaded: ['runAgain'],
  crashed: ['runAgain'],
};

/** A server that is not trusted has answered, with a redirect to another one; a workspace has not. */
const waysOut = ({ kind, httpStatus }: RunError): readonly Button[] =>
  kind === 'untrusted' && httpStatus !== null ? ['editTarget', 'selectTarget'] : (WAYS_OUT[kind] ?? []);

function tellEnd({ outcome, output, tokens, target }: RunReport): void {
  if (outcome.status === 'failed' && outcome.error) {
    const buttons = [...waysOut(outcome.error), 'details' as const].map((button) => BUTTONS[button]);
    void offer(window.showErrorMessage(translated(outcome.error.message), ...buttons), target.name);
  } else if (outcome.status === 'completed' && output.characters === 0) {
    const reasoned = (tokens.output.reasoning ?? 0) > 0;
    const message = reasoned
      ? l10n.t('The model thought, but gave no answer.')
      : l10n.t('The model gave an empty answer.');
    void offer(window.showInformationMessage(message, BUTTONS.details), target.name);
  }
}

type Offered = (typeof BUTTONS)[Button];

async function offer(answer: Thenable<Offered | undefined>, targetName: string): Promise<void> {
  const button = await answer;
  if (button) await commands.executeCommand(button.command, ...('isOfTarget' in button ? [targetName] : []));
}
