import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { Uri, workspace } from 'vscode';
import { stated } from '../../core/stated';
import { publicSweep } from '../../core/sweep/publicSweep';
import { SweepReportSchema, type SweepReport } from '../../core/sweep/sweepReport';
import { readJson, writeWhole } from '../wholeFile';

/** Longer ones lose the stamps of their runs here rather than make the start of the next window slow. */
const MOST_CHARACTERS = 16_000_000;
const MOST_FILES = 60;

/**
 * The last sweeps, in files of the workspace's storage: one for each target and kind, written anew after each run or level, so that a window that is
 * closed in mid-sweep loses none. Never rejects: a folder that cannot be written costs the memory, not the sweep.
 */
export class SweepMemory {
  readonly #folder: Uri;
  /** What is still to be written, by file; only the newest of each. */
  readonly #waiting = new Map<string, SweepReport>();
  #writing: Promise<void> | null = null;

  constructor(storageUri: Uri) {
    this.#folder = Uri.joinPath(storageUri, 'sweeps');
  }

  keep(report: SweepReport): Promise<void> {
    this.#waiting.set(fileOf(report), report);
    this.#writing ??= this.#writeAll().finally(() => (this.#writing = null));
    return this.#writing;
  }

  /** For good; never rejects either. */
  async forget(report: SweepReport): Promise<void> {
    const name = fileOf(report);
    this.#waiting.delete(name);
    await this.#writing;
    await Promise.resolve(workspace.fs.delete(Uri.joinPath(this.#folder, name))).catch(() => undefined);
  }

  /** When all that was to be kept is written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Oldest first. One that was under way when its window was closed has ended with it. */
  async recall(): Promise<SweepReport[]> {
    await this.#writing;
    try {
      const files = await workspace.fs.readDirectory(this.#folder);
      const names = files.map(([name]) => name).filter((name) => name.endsWith('.json'));
      const reports = (await Promise.all(names.map((name) => this.#read(name)))).filter((report) => report !== null);
      const sorted = reports.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
      const tooMany = sorted.slice(0, -MOST_FILES);
      await Promise.all(tooMany.map((report) => workspace.fs.delete(Uri.joinPath(this.#folder, fileOf(report)))));
      return sorted.slice(-MOST_FILES).map(ended);
    } catch {
      return [];
    }
  }

  async #read(name: string): Promise<SweepReport | null> {
    try {
      const parsed = v.safeParse(SweepReportSchema, await readJson(this.#folder, name));
      return parsed.success ? parsed.output : null;
    } catch {
      return null;
    }
  }

  async #writeAll(): Promise<void> {
    for (let next = this.#next(); next !== null; next = this.#next()) await this.#write(...next).catch(() => undefined);
  }

  #next(): [string, SweepReport] | null {
    const [first] = this.#waiting;
    if (first) this.#waiting.delete(first[0]);
    return first ?? null;
  }

  async #write(name: string, report: SweepReport): Promise<void> {
    const whole = JSON.stringify(publicSweep(report, { trace: true, includeText: false }));
    const text =
      whole.length <= MOST_CHARACTERS
        ? whole
        : JSON.stringify(publicSweep(report, { trace: false, includeText: false }));
    await workspace.fs.createDirectory(this.#folder);
    await writeWhole(this.#folder, name, text);
  }
}

/** Names of targets may hold anything. */
const fileOf = ({ target, length }: SweepReport): string =>
  `${length ? 'length' : 'load'}-${createHash('sha256').update(target.name).digest('hex').slice(0, 32)}.json`;

const ended = (report: SweepReport): SweepReport =>
  report.ending === 'running'
    ? {
        ...report,
        ending: 'stopped',
        endingSentence: stated('Stopped, as the window was closed. What was measured until then is kept.'),
      }
    : report;
