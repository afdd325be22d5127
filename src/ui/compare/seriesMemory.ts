import * as v from 'valibot';
import { Uri, workspace } from 'vscode';
import { RunReportSchema, type RunReport } from '../../core/runReport';
import type { SeriesStep } from '../../core/seriesPlan';
import { SERIES_ENDINGS, type SeriesEnding } from '../../core/vocabulary';
import { boundedJson } from '../panelMemory';
import type { OrderedPrompt } from '../pastOrder';
import { readJson, writeWhole } from '../wholeFile';
import { SeriesLog, type SeriesHead } from './seriesLog';

/** What stands in the first file of a kept series; its runs have a file each. */
interface KeptSeries {
  readonly head: SeriesHead;
  readonly prompt: OrderedPrompt;
  /** `null` as long as it is under way: a window that was closed meanwhile leaves it so. */
  readonly ending: SeriesEnding | null;
}

export interface RecalledSeries {
  readonly log: SeriesLog;
  readonly prompt: OrderedPrompt;
  readonly ending: SeriesEnding | null;
}

/** A run of many chunks loses its texts or chunks here rather than make the start of the next window slow. */
const MOST_CHARACTERS_OF_RUN = 2_000_000;
const HEAD_FILE = 'series.json';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const StepSchema = v.object({ target: count, prompt: count, isWarmup: v.boolean(), round: count });
const KeptRunSchema = v.object({ step: StepSchema, report: RunReportSchema });
/** Only what would break the reading: the file is ours, but may be half written. */
const KeptSeriesSchema = v.object({
  head: v.looseObject({
    id: v.string(),
    startedAt: v.string(),
    outline: v.looseObject({}),
    targets: v.array(v.unknown()),
  }),
  prompt: v.looseObject({}),
  ending: v.nullable(v.picklist(SERIES_ENDINGS)),
});

/**
 * The last series, in files of the workspace's storage: each run is written when it is over, so that a window that is closed in mid-series
 * loses none. Never rejects: a folder that cannot be written costs the memory, not the series.
 */
export class SeriesMemory {
  readonly #folder: Uri;
  /** Writes follow each other: two at once could leave a mixture. */
  #writing: Promise<void> = Promise.resolve();

  constructor(storageUri: Uri) {
    this.#folder = Uri.joinPath(storageUri, 'series');
  }

  /** Forgets the series before. */
  begin(series: KeptSeries): Promise<void> {
    return this.#then(async () => {
      await Promise.resolve(workspace.fs.delete(this.#folder, { recursive: true })).catch(() => undefined);
      await workspace.fs.createDirectory(this.#folder);
      await writeWhole(this.#folder, HEAD_FILE, JSON.stringify(series));
    });
  }

  add(step: SeriesStep, report: RunReport): Promise<void> {
    return this.#then(() =>
      writeWhole(
        this.#folder,
        `${report.id}.json`,
        `{"step":${JSON.stringify(step)},"report":${boundedJson(report, MOST_CHARACTERS_OF_RUN)}}`,
      ),
    );
  }

  end(series: KeptSeries): Promise<void> {
    return this.#then(() => writeWhole(this.#folder, HEAD_FILE, JSON.stringify(series)));
  }

  /** `null` when there is none, or when the file is not what we wrote. */
  async recall(): Promise<RecalledSeries | null> {
    await this.#writing;
    try {
      const kept = v.safeParse(KeptSeriesSchema, await readJson(this.#folder, HEAD_FILE));
      if (!kept.success) return null;
      const { head, prompt, ending } = kept.output as unknown as KeptSeries;
      const log = new SeriesLog(head);
      for (const run of await this.#runs()) {
        // A step of another plan would be a row that is not there.
        if (head.targets[run.step.target]) log.add(run.step, run.report);
      }
      return { log, prompt, ending };
    } catch {
      return null;
    }
  }

  /** In the order in which they were made: their ids sort by time. */
  async #runs(): Promise<{ step: SeriesStep; report: RunReport }[]> {
    const files = await workspace.fs.readDirectory(this.#folder);
    const names = files.map(([name]) => name).filter((name) => name.endsWith('.json') && name !== HEAD_FILE);
    const runs = [];
    for (const name of names.toSorted()) {
      const parsed = v.safeParse(KeptRunSchema, await readJson(this.#folder, name).catch(() => null));
      if (parsed.success) runs.push(parsed.output);
    }
    return runs;
  }

  #then(write: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(write).catch(() => undefined);
    return this.#writing;
  }
}
