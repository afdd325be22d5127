import * as v from 'valibot';
import { Uri, workspace } from 'vscode';
import { RunReportSchema, type RunReport } from '../core/runReport';

/** A report of 100 000 chunks with their texts is about 10 MB; more than this is not kept whole. */
const MOST_CHARACTERS = 16_000_000;

/** The last run, kept in a file so that the panel comes back with its content after the window was reloaded. */
export class PanelMemory {
  readonly #folder: Uri;
  /** Writes follow each other: two at once could leave a mixture. */
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: Uri) {
    this.#folder = folder;
  }

  /** Never rejects: a folder that cannot be written costs the memory, not the run. */
  keep(report: RunReport): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write(report)).catch(() => undefined);
    return this.#writing;
  }

  /** `null` when there is none, or when the file is not what we wrote. */
  async recall(): Promise<RunReport | null> {
    await this.#writing;
    try {
      const bytes = await workspace.fs.readFile(this.#file);
      const parsed = v.safeParse(RunReportSchema, JSON.parse(new TextDecoder().decode(bytes)));
      return parsed.success ? parsed.output : null;
    } catch {
      return null;
    }
  }

  async #write(report: RunReport): Promise<void> {
    await workspace.fs.createDirectory(this.#folder);
    const unfinished = Uri.joinPath(this.#folder, 'last-run.part.json');
    await workspace.fs.writeFile(unfinished, new TextEncoder().encode(boundedJson(report, MOST_CHARACTERS)));
    await workspace.fs.rename(unfinished, this.#file, { overwrite: true });
  }

  get #file(): Uri {
    return Uri.joinPath(this.#folder, 'last-run.json');
  }
}

/** The report as JSON; when that is too long first without texts, then without chunks and trace. The metrics always stay. */
export function boundedJson(report: RunReport, mostCharacters: number): string {
  const whole = JSON.stringify(report);
  if (whole.length <= mostCharacters) return whole;
  // `undefined` is what JSON leaves out.
  const withoutTexts: RunReport = {
    ...report,
    prompt: { ...report.prompt, text: undefined },
    output: { ...report.output, text: undefined },
    chunks: report.chunks?.map((chunk) => ({ ...chunk, text: undefined })),
  };
  const shorter = JSON.stringify(withoutTexts);
  if (shorter.length <= mostCharacters) return shorter;
  return JSON.stringify({ ...withoutTexts, chunks: undefined, trace: undefined });
}
