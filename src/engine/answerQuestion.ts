import type { Question, ServerFacts } from '../core/serverFacts';
import { findLocalServers, USUAL_PORTS } from './findLocalServers';
import { probeServer } from './probeServer';

/** Somebody waits for this one answer, and a server that loads a model is slow to give it. */
const PATIENT_MS = 3_000;

/** Answers what is asked beside runs. Never rejects: silence is an answer too. */
export async function answerQuestion(question: Question, signal: AbortSignal): Promise<readonly ServerFacts[]> {
  if (question.kind === 'local') return findLocalServers([...USUAL_PORTS, ...question.ports], signal);
  return [await probeServer(question, signal, PATIENT_MS)];
}
