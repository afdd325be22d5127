import type { FromLocal, LocalRunMessage, ToLocal } from '../messages/localMessages';
import { describeFailure } from './describeFailure';
import { generate } from './generate';
import { inspectModelFile } from './inspectModelFile';
import { loadModel, type LoadedModel, type LoadOptions } from './loadModel';
import { encodePrompt } from './encodePrompt';
import { RunReporter } from './runReporter';

interface Job {
  readonly run: LocalRunMessage;
  readonly reporter: RunReporter;
  readonly controller: AbortController;
  /** Another run was under way or waiting when this one came. */
  readonly queued: boolean;
}

/**
 * Does one run after the other and keeps the last model loaded. One at a time, because two at once would share the cores and
 * measure each other.
 */
export class ModelHost {
  private readonly waiting: Job[] = [];
  private current: Job | null = null;
  private loaded: LoadedModel | null = null;
  private readonly send: (message: FromLocal) => void;
  private readonly cacheFolder: string | null;

  constructor(send: (message: FromLocal) => void, cacheFolder: string | null) {
    this.send = send;
    this.cacheFolder = cacheFolder;
  }

  receive(message: ToLocal): void {
    if (message.type === 'stop') this.stop(message.runId);
    else this.enqueue(message);
  }

  private enqueue(run: LocalRunMessage): void {
    const reporter = new RunReporter(run.runId, this.send);
    this.waiting.push({ run, reporter, controller: new AbortController(), queued: this.current !== null });
    if (!this.current) void this.work();
  }

  private stop(runId: string): void {
    if (this.current?.run.runId === runId) {
      this.current.controller.abort();
      return;
    }
    const index = this.waiting.findIndex(({ run }) => run.runId === runId);
    const [job] = index < 0 ? [] : this.waiting.splice(index, 1);
    job?.reporter.cancel();
  }

  private async work(): Promise<void> {
    for (let job = this.waiting.shift(); job; job = this.waiting.shift()) {
      this.current = job;
      try {
        await this.perform(job);
      } catch (error) {
        if (job.controller.signal.aborted) job.reporter.cancel();
        else job.reporter.fail(describeFailure(error));
      }
    }
    this.current = null;
  }

  private async perform({ run, reporter, controller, queued }: Job): Promise<void> {
    const { signal } = controller;
    const startMs = queued ? reporter.nowMs() : 0;
    const file = await inspectModelFile(run.modelPath);
    const kept = this.loaded?.serves(file, run) ? this.loaded : null;
    const loaded = kept ?? (await this.load({ file, wish: run, cacheFolder: this.cacheFolder, signal }));
    signal.throwIfAborted();
    reporter.loaded({ startMs, warm: kept !== null, facts: loaded.facts });
    await generate({ loaded, run, prompt: encodePrompt(loaded, run.messages), reporter, signal });
  }

  private async load(options: LoadOptions): Promise<LoadedModel> {
    // First out, then in: two large models may not fit side by side.
    const previous = this.loaded;
    this.loaded = null;
    await previous?.dispose();
    this.loaded = await loadModel(options);
    return this.loaded;
  }
}
