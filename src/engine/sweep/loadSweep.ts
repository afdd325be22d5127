import { ulid } from 'ulid';
import { runError, type RunError } from '../../core/runError';
import { stated } from '../../core/stated';
import type { Finding } from '../../core/runReport';
import { answerCard } from '../../core/sweep/answerCard';
import {
  batchingProbe,
  PROBE_ANSWER_TOKENS,
  PROBE_PROMPTS,
  PROBE_REQUESTS,
  PROBES,
} from '../../core/sweep/batchingProbe';
import { deriveLevel } from '../../core/sweep/deriveLevel';
import { deriveLoad } from '../../core/sweep/deriveLoad';
import { findBatching } from '../../core/sweep/findBatching';
import { isSaturated } from '../../core/sweep/findKnee';
import type { LevelRequest, LevelResult, RunningLevel } from '../../core/sweep/levelEngine';
import { CALIBRATIONS, mostRequests, wantedRequests } from '../../core/sweep/loadSteps';
import type { BatchingFinding, LoadLevel } from '../../core/sweep/loadReport';
import type { LevelProgress } from '../../core/sweep/runningSweep';
import type { LoadSweepPlan } from '../../core/sweep/sweepPlan';
import type { SweepReport } from '../../core/sweep/sweepReport';
import { ofTheServer, withoutHeldBack } from '../../core/sweep/withheldTimes';
import { budgetsOf } from '../../core/sweep/loadBudgets';
import type { SweepEnding } from '../../core/sweep/sweepWords';
import type { SweepSession } from './sweepSession';

/** A refusal with Retry-After is waited out so often before the first level. */
const MOST_RETRIES = 3;

const noAnswer = ({ levelMs }: LoadSweepPlan): RunError =>
  runError(
    'timeout',
    stated(
      'No answer was complete within the {0} s that a level may take. Allow more time for a level.',
      levelMs / 1000,
    ),
  );

/** Level by level, each in the measuring thread; here is only decided what comes next. */
export const loadSweep = (session: SweepSession<LoadSweepPlan>): Promise<SweepReport> => new LoadSweep(session).make();

class LoadSweep {
  readonly #session: SweepSession<LoadSweepPlan>;
  readonly #levels: LoadLevel[] = [];
  #batching: BatchingFinding | null = null;
  #tokensPerCharacter: number | null = null;
  #findings: readonly Finding[] = [];
  #running: RunningLevel | null = null;

  constructor(session: SweepSession<LoadSweepPlan>) {
    this.#session = session;
    session.signal.addEventListener('abort', () => this.#running?.stop());
  }

  async make(): Promise<SweepReport> {
    await this.#session.announce();
    return this.#report(await this.#all());
  }

  async #all(): Promise<SweepEnding> {
    const { plan } = this.#session;
    const hindrance = (await this.#calibrate()) ?? (plan.fingerprint ? await this.#fingerprint() : null);
    if (hindrance) return hindrance;
    for (const [index, load] of plan.levels.entries()) {
      const ending = await this.#level(index, load);
      if (ending) return ending;
    }
    return 'completed';
  }

  /** Short runs first: how many words make how many tokens, and whether anybody answers at all. */
  async #calibrate(): Promise<SweepEnding | null> {
    const session = this.#session;
    const { inputTokens } = session.plan;
    for (let made = 0, attempt = 0; made < CALIBRATIONS; attempt++) {
      if (session.isStopped) return 'stopped';
      if (session.isCapped(session.use(inputTokens))) return 'capped';
      const wantedTokens = made === 0 ? Math.max(8, Math.round(inputTokens / 4)) : inputTokens;
      session.onUpdate({ type: 'calibrating', wantedTokens });
      const { outcome, tokens, output, quality } = await session.run(wantedTokens, () => undefined);
      if (outcome.status === 'completed') {
        made += 1;
        this.#findings = ofTheServer(quality.findings);
        if (tokens.output.total !== null && output.characters > 0)
          this.#tokensPerCharacter = tokens.output.total / output.characters;
        continue;
      }
      const waitMs = outcome.error?.retryAfterMs ?? null;
      const canWait = waitMs !== null && attempt < MOST_RETRIES && (await session.waitFor(waitMs));
      if (!canWait) return session.isStopped ? 'stopped' : 'failing';
    }
    return null;
  }

  async #fingerprint(): Promise<SweepEnding | null> {
    const session = this.#session;
    const { input } = session.use(session.plan.inputTokens);
    const use = { input: input * PROBE_PROMPTS, output: PROBE_ANSWER_TOKENS };
    session.onUpdate({ type: 'fingerprinting' });
    const probes: LevelResult[] = [];
    while (probes.length < PROBES) {
      if (session.isCapped(use, PROBE_REQUESTS)) return 'capped';
      const words = session.words(session.plan.inputTokens);
      const probe = await this.#run(this.#request(1, { script: batchingProbe(words) }), () => undefined);
      if (session.isStopped) return 'stopped';
      probes.push(probe);
      this.#batching = findBatching(probes);
    }
    return null;
  }

  /** `null`: go on with the next one. */
  async #level(index: number, load: number): Promise<SweepEnding | null> {
    const session = this.#session;
    if (session.isStopped) return 'stopped';
    if (session.isCapped(session.use(session.plan.inputTokens))) return 'capped';
    const { levels: all } = session.plan;
    session.onUpdate({ type: 'level-started', index, total: all.length, level: load });
    const request = this.#request(load, {});
    const result = await this.#run(request, (progress) =>
      session.onUpdate({ type: 'level-progress', index, progress }),
    );
    const level = deriveLevel(request, result, budgetsOf(session.plan.target));
    this.#levels.push(level);
    session.onUpdate({ type: 'level-finished', index, level });
    session.onUpdate({ type: 'so-far', report: this.#report('running') });
    if (level.ending === 'capped') session.isCapped(session.use(session.plan.inputTokens));
    return this.#after(level);
  }

  #after({ ending, counts, errors }: LoadLevel): SweepEnding | null {
    if (ending === 'stopped' || ending === 'capped') return ending;
    if (ending === 'failing' || ending === 'rate-limited') return 'failing';
    // More load would not make it answer.
    if (counts.completed === 0) {
      if (errors.length === 0) this.#session.noteError(noAnswer(this.#session.plan));
      return 'failing';
    }
    const isLast = this.#levels.length === this.#session.plan.levels.length;
    return !isLast && isSaturated(this.#levels) ? 'saturated' : null;
  }

  async #run(request: LevelRequest, onProgress: (progress: LevelProgress) => void): Promise<LevelResult> {
    const { tools, ledger, isStopped } = this.#session;
    const running = tools.engine.level((tools.newId ?? ulid)(), request, onProgress);
    this.#running = running;
    if (isStopped) running.stop();
    const result = await running.finished;
    this.#running = null;
    this.#session.noteError(result.error);
    for (const { inputTokens, outputTokens, status } of result.requests)
      ledger.add({ input: inputTokens ?? 0, output: outputTokens ?? 0 }, status !== 'completed');
    return { ...result, requests: withoutHeldBack(result.requests, this.#findings) };
  }

  #request(load: number, { script = null }: Partial<Pick<LevelRequest, 'script'>>): LevelRequest {
    const { plan, ledger } = this.#session;
    const { target, apiKey, text, cache, arrivals, burst, thinkMs, levelMs, inputTokens } = plan;
    return {
      request: {
        target,
        apiKey,
        prompt: { messages: [], source: text.source },
        parameters: { ...plan.parameters, maxTokens: plan.maxTokens },
        cache: target.protocol === 'gguf' && cache === 'cold' ? 'cold' : 'as-is',
      },
      text,
      words: this.#session.words(inputTokens),
      cache,
      arrivals,
      load,
      burst,
      thinkMs,
      levelMs,
      wanted: wantedRequests(plan, load),
      most: script?.length ?? mostRequests(plan, load),
      caps: ledger.left,
      price: ledger.price,
      useOfOne: { ...this.#session.use(inputTokens), expectedInput: inputTokens },
      tokensPerCharacter: this.#tokensPerCharacter,
      script,
    };
  }

  #report(ending: SweepEnding): SweepReport {
    const { plan, ledger } = this.#session;
    const load = deriveLoad(plan, this.#levels, this.#batching, this.#findings);
    const sources = { length: plan.lengthPart, load, price: ledger.price };
    const card = plan.workload && answerCard(plan.workload, plan.claims, sources);
    return this.#session.report({ ending, length: null, load, card });
  }
}
