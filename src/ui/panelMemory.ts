import * as v from 'valibot';
import { workspace, type Uri } from 'vscode';
import { RunReportSchema, type RunReport } from '../core/runReport';
import { ROLES } from '../core/runRequest';
import type { OrderedPrompt } from './pastOrder';
import { readJson, writeWhole } from './wholeFile';

/** A report of 100 000 chunks with their texts is about 10 MB; more than this is not kept whole. */
const MOST_CHARACTERS = 16_000_000;

const RUN_FILE = 'last-run.json';
const PROMPT_FILE = 'last-prompt.json';

/** Only what would break the sending: the file is ours, but may be of another version. */
const KeptPromptSchema = v.object({
  runId: v.string(),
  ordered: v.nullable(
    v.object({
      prompt: v.looseObject({
        messages: v.array(v.looseObject({ role: v.picklist(ROLES), content: v.string() })),
        source: v.string(),
      }),
      parameters: v.looseObject({}),
    }),
  ),
});

/** The last run, kept in files so that the panel comes back with its content after the window was reloaded. */
export class PanelMemory {
  readonly #folder: Uri;
  /** Writes follow each other: two at once could leave a mixture. */
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: Uri) {
    this.#folder = folder;
  }

  /** Keeps a run and, where it is known, what was sent. Never rejects: a folder that cannot be written costs the memory, not the run. */
  keep(report: RunReport, ordered: OrderedPrompt | null): Promise<void> {
    this.#writing = this.#writing
      .then(async () => {
        await workspace.fs.createDirectory(this.#folder);
        await writeWhole(this.#folder, RUN_FILE, boundedJson(report, MOST_CHARACTERS));
        // Orders hold more than that, the target's headers for one.
        const kept = ordered && { prompt: ordered.prompt, parameters: ordered.parameters };
        const prompt = JSON.stringify({ runId: report.id, ordered: kept });
        if (prompt.length <= MOST_CHARACTERS) await writeWhole(this.#folder, PROMPT_FILE, prompt);
      })
      .catch(() => undefined);
    return this.#writing;
  }

  /** `null` when there is none, or when the file is not what we wrote. */
  async recall(): Promise<RunReport | null> {
    const parsed = v.safeParse(RunReportSchema, await this.#read(RUN_FILE));
    return parsed.success ? parsed.output : null;
  }

  /** What was sent in that run; `null` when it is not the one that was kept. */
  async recallPrompt(runId: string): Promise<OrderedPrompt | null> {
    const parsed = v.safeParse(KeptPromptSchema, await this.#read(PROMPT_FILE));
    return parsed.success && parsed.output.runId === runId ? (parsed.output.ordered as OrderedPrompt | null) : null;
  }

  async #read(name: string): Promise<unknown> {
    await this.#writing;
    return readJson(this.#folder, name).catch(() => null);
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
