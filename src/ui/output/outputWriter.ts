import { EventEmitter, type Disposable, type Event } from 'vscode';
import type { Chunk } from '../../core/runTrace';
import type { RunUpdate } from '../../core/runUpdate';
import type { RunController } from '../runController';
import { OutputSession } from './outputSession';

/** Brings the text of each run into the editor. Reads the news of runs and never answers. */
export class OutputWriter implements Disposable {
  readonly #runs: Pick<RunController, 'record'>;
  readonly #sessions = new Map<string, OutputSession>();
  readonly #written = new EventEmitter<string>();
  readonly #listener: Disposable;

  /** Fires with a run's id when all of its text stands in the editor, in one undo step. */
  readonly onDidWrite: Event<string> = this.#written.event;

  constructor(runs: Pick<RunController, 'record' | 'onUpdate'>) {
    this.#runs = runs;
    this.#listener = runs.onUpdate((update) => this.#take(update));
  }

  dispose(): void {
    this.#listener.dispose();
    this.#written.dispose();
    for (const session of this.#sessions.values()) session.dispose();
  }

  #take(update: RunUpdate): void {
    if (update.type === 'started') this.#begin(update.run.runId);
    else if (update.type === 'progress') this.#sessions.get(update.runId)?.push(visibleText(update.progress.chunks));
    else void this.#finish(update.runId);
  }

  #begin(runId: string): void {
    const order = this.#runs.record(runId)?.order;
    if (order && order.mode !== 'none') this.#sessions.set(runId, new OutputSession(order.output));
  }

  async #finish(runId: string): Promise<void> {
    const session = this.#sessions.get(runId);
    if (!session) return;
    await session.finish();
    this.#sessions.delete(runId);
    this.#written.fire(runId);
  }
}

/** Reasoning is not part of the answer; the panel shows it. */
const visibleText = (chunks: readonly Chunk[]): string =>
  chunks.map(({ channel, text }) => (channel === 'reasoning' ? '' : text)).join('');
