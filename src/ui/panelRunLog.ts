import type { PanelRun } from '../messages/runTabMessages';
import type { RunReport } from '../core/runReport';
import type { RunProgress } from '../core/runProgress';
import type { RunHeader, RunUpdate } from '../core/runUpdate';
import type { Chunk } from '../core/runTrace';

/**
 * What the panel would have to show now: the run that was started last, with everything that came of it so far. Kept even
 * while there is no panel, so that one opened in mid-run begins at the first byte.
 */
export class PanelRunLog {
  #run: RunHeader | null = null;
  #progress: Omit<RunProgress, 'chunks'> | null = null;
  #report: RunReport | null = null;
  #chunks: Chunk[] = [];

  get isEmpty(): boolean {
    return this.#run === null;
  }

  /** Takes in news; false when it is about another run than the one on show. */
  take(update: RunUpdate): boolean {
    if (update.type === 'started') {
      this.#begin(update.run);
      return true;
    }
    if (update.runId !== this.#run?.runId) return false;
    if (update.type === 'progress') {
      const { chunks, ...progress } = update.progress;
      for (const chunk of chunks) this.#chunks.push(chunk);
      this.#progress = progress;
    } else this.#end(update.report);
    return true;
  }

  /** Shows a report of an earlier time. */
  restore(report: RunReport): void {
    const { target, prompt, id } = report;
    this.#begin({
      runId: id,
      targetName: target.name,
      protocol: target.protocol,
      model: target.model,
      promptSource: prompt.source,
    });
    this.#end(report);
  }

  snapshot(): PanelRun | null {
    if (this.#run === null) return null;
    const progress = this.#progress === null ? null : { ...this.#progress, chunks: this.#chunks };
    return { run: this.#run, progress, report: this.#report };
  }

  #begin(run: RunHeader): void {
    this.#run = run;
    this.#progress = null;
    this.#report = null;
    this.#chunks = [];
  }

  #end(report: RunReport): void {
    this.#report = report;
    // The report holds them all, unless it came without.
    if (report.chunks === undefined) return;
    this.#progress = null;
    this.#chunks = [];
  }
}
