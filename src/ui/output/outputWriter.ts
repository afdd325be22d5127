import { EventEmitter, type Disposable, type Event } from 'vscode';
import type { RunUpdate } from '../../core/runUpdate';
import type { Channel } from '../../core/vocabulary';
import type { RunController } from '../runController';
import { OutputSession } from './outputSession';
import type { Place } from './place';

/** Places of this many runs are followed after their end. */
const MOST_PLACES = 20;

/** Brings the text of each run into the editor. Reads the news of runs and never answers. */
export class OutputWriter implements Disposable {
  readonly #runs: Pick<RunController, 'record'>;
  /** By run, the oldest first; those that have ended still know where their text stands. */
  readonly #sessions = new Map<string, OutputSession>();
  readonly #ended = new Set<string>();
  readonly #written = new EventEmitter<string>();
  readonly #listener: Disposable;

  /** Fires with a run's id when all of its text stands in the editor, in one undo step. */
  readonly onDidWrite: Event<string> = this.#written.event;

  constructor(runs: Pick<RunController, 'record' | 'onUpdate'>) {
    this.#runs = runs;
    this.#listener = runs.onUpdate((update) => this.#take(update));
  }

  /** Where the text of a run stands; `null` when none was written, or when it is too long ago. */
  placeOf(runId: string): Place | null {
    return this.#sessions.get(runId)?.place ?? null;
  }

  dispose(): void {
    this.#listener.dispose();
    this.#written.dispose();
    for (const session of this.#sessions.values()) session.dispose();
  }

  #take(update: RunUpdate): void {
    if (update.type === 'started') this.#begin(update.run.runId);
    else if (update.type === 'progress') this.#sessions.get(update.runId)?.push(visibleTexts(update.progress.chunks));
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
    this.#ended.add(runId);
    this.#forgetOldest();
    this.#written.fire(runId);
  }

  #forgetOldest(): void {
    for (const runId of this.#ended) {
      if (this.#ended.size <= MOST_PLACES) return;
      this.#sessions.get(runId)?.dispose();
      this.#sessions.delete(runId);
      this.#ended.delete(runId);
    }
  }
}

/** Reasoning is not part of the answer; the panel shows it. */
export const visibleTexts = (chunks: readonly { readonly channel: Channel; readonly text?: string }[]): string[] =>
  chunks.map(({ channel, text = '' }) => (channel === 'reasoning' ? '' : text));
