import * as l10n from '@vscode/l10n';
import { EventEmitter, type Disposable, type Event, type Uri } from 'vscode';
import type { ComparePhase, FromCompareTab } from '../../messages/compareTabMessages';
import { promptFrom } from '../profilePrompt';
import type { CompareController, CompareParts } from './compareController';

/** How far a series is, for the status bar. */
export interface SeriesStatus {
  readonly made: number;
  readonly total: number;
  /** The target of the run under way; `null` between two runs. */
  readonly targetName: string | null;
  readonly phase: ComparePhase;
}

export interface DoorParts extends Omit<CompareParts, 'memory' | 'accountant' | 'startSeries' | 'onStatus'> {
  /** Folder for the last series. */
  readonly storageUri: Uri;
  /** Loaded with the rest: nothing of it is needed before somebody compares. */
  readonly load: () => Promise<Pick<CompareParts, 'accountant' | 'startSeries'>>;
}

/** Comparisons as the start of the editor knows them: what plans and keeps them is loaded when somebody compares for the first time. */
export class CompareDoor implements Disposable {
  readonly #parts: DoorParts;
  readonly #statuses = new EventEmitter<SeriesStatus | null>();
  #opening: Promise<CompareController> | null = null;
  #controller: CompareController | null = null;

  /** `null`: nothing is under way. */
  readonly onStatus: Event<SeriesStatus | null> = this.#statuses.event;

  constructor(parts: DoorParts) {
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#controller?.isRunning ?? false;
  }

  /** The command: the prompt of the editor or of a file, to be sent to several targets. */
  async compareModels(uri?: Uri, marked?: unknown): Promise<void> {
    const controller = await this.#open();
    const sourced = await promptFrom(uri, Array.isArray(marked));
    if (sourced === null)
      await controller.plan(
        {
          problem: l10n.t(
            'There is no prompt to compare with. Open a file with a prompt, or select some text in an editor.',
          ),
        },
        null,
      );
    else if ('problem' in sourced) await controller.plan({ problem: sourced.problem.message }, null);
    else await controller.plan({ prompt: sourced.prompt, parameters: sourced.parameters }, sourced.origin);
  }

  async hear(message: FromCompareTab): Promise<void> {
    await (await this.#open()).hear(message);
  }

  stop(): void {
    this.#controller?.stop();
  }

  dispose(): void {
    this.stop();
    this.#statuses.dispose();
  }

  #open(): Promise<CompareController> {
    this.#opening ??= this.#load();
    return this.#opening;
  }

  async #load(): Promise<CompareController> {
    const { storageUri, load, ...parts } = this.#parts;
    const [{ openCompare }, loaded] = await Promise.all([import('./compareController'), load()]);
    const onStatus = (status: SeriesStatus | null): void => this.#statuses.fire(status);
    this.#controller = await openCompare({ ...parts, ...loaded, onStatus }, storageUri);
    return this.#controller;
  }
}
