import * as v from 'valibot';
import type { Memento } from 'vscode';
import { askedCard, type CardQuestion, type SweepPair } from '../../core/sweep/askedCard';
import { ClaimSchema, WorkloadSchema } from '../../core/sweep/cardReport';
import type { SweepReport } from '../../core/sweep/sweepReport';
import type { SweepReports } from '../../messages/sweepTabMessages';

const QUESTION = 'sweepQuestion';
const MOST_CLAIMS = 50;

const QuestionSchema = v.object({
  workload: v.nullable(WorkloadSchema),
  claims: v.nullable(v.pipe(v.array(v.pick(ClaimSchema, ['metric', 'relation', 'value'])), v.maxLength(MOST_CLAIMS))),
});

/** What the workload card was asked in the panel. Kept with the workspace, so that it is there again in the next window. */
export class SweepQuestion {
  readonly #memento: Memento;
  #question: CardQuestion | null;

  constructor(memento: Memento) {
    this.#memento = memento;
    this.#question = readQuestion(memento.get(QUESTION));
  }

  /** What came from the page; anything that is not a question changes nothing. */
  async take(asked: object): Promise<void> {
    const question = readQuestion(asked);
    if (!question) return;
    this.#question = question;
    await this.#memento.update(QUESTION, question);
  }

  /** The sweeps of a target with the answer that the panel shows, so that what is taken out of it says the same. */
  answeredBy(sweeps: SweepReports): SweepReports {
    const question = this.#question;
    if (!question) return sweeps;
    const { isOfOne } = askedCard(sweeps, question);
    const answered = (own: SweepReport | null, alone: SweepPair): SweepReport | null => {
      const { workload, predictions, claims } = askedCard(isOfOne ? alone : sweeps, question);
      return own && { ...own, card: { workload, predictions, claims } };
    };
    const { length, load } = sweeps;
    return { length: answered(length, { length, load: null }), load: answered(load, { length: null, load }) };
  }
}

function readQuestion(value: unknown): CardQuestion | null {
  const read = v.safeParse(QuestionSchema, value);
  return read.success ? read.output : null;
}
