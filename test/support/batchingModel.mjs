/**
 * How a language-model server spends its time, on a clock that somebody else turns: iterations, in each of which every running answer gets a token.
 *
 * @typedef {{
 *   kind: 'continuous' | 'static',
 *   slots: number,
 *   prefillMsPerToken: number,
 *   decodeMs: number,
 *   sharedShare?: number,
 *   jitter?: number,
 *   chunkTokens?: number,
 *   fixedMs?: number,
 *   random?: () => number,
 * }} ModelOptions  `sharedShare`: how much longer an iteration takes for each further answer. `chunkTokens`: a prompt is read in pieces of so many tokens,
 *   one an iteration, between the tokens of others; without it reading stops everybody.
 * @typedef {{ inputTokens: number, outputTokens: number, arrivedMs: number, unread: number, written: number, chunksMs: number[], onToken: (atMs: number, isLast: boolean) => void, isGone: boolean }} Job
 */
export class BatchingModel {
  /** @type {Job[]} */
  #waiting = [];
  /** @type {Job[]} */
  #running = [];
  #options;
  #random;

  /** @param {ModelOptions} options */
  constructor(options) {
    this.#options = options;
    this.#random = options.random ?? Math.random;
  }

  get isIdle() {
    return this.#waiting.length === 0 && this.#running.length === 0;
  }

  /** @param {number} atMs @param {{ inputTokens: number, outputTokens: number }} size @param {Job['onToken']} onToken @returns {Job} */
  submit(atMs, { inputTokens, outputTokens }, onToken) {
    const job = {
      inputTokens,
      outputTokens,
      arrivedMs: atMs,
      unread: inputTokens,
      written: 0,
      chunksMs: [],
      onToken,
      isGone: false,
    };
    this.#waiting.push(job);
    return job;
  }

  /** Makes the iteration that begins now; gives the moment of its end. Its tokens are told by `finish`. @param {number} nowMs */
  begin(nowMs) {
    this.#admit();
    const { prefillMsPerToken, decodeMs, sharedShare = 0, chunkTokens, fixedMs = 0 } = this.#options;
    let reads = 0;
    for (const job of this.#running.filter(({ unread }) => unread > 0)) {
      const piece = chunkTokens ? Math.min(chunkTokens, job.unread) : job.unread;
      reads += piece * prefillMsPerToken + (job.unread === job.inputTokens ? fixedMs : 0);
      job.unread -= piece;
      if (chunkTokens) break;
    }
    const writing = this.#running.filter(({ unread }) => unread === 0).length;
    const writes = writing === 0 ? 0 : decodeMs * (1 + sharedShare * (writing - 1));
    return nowMs + this.#scattered(reads) + this.#scattered(writes);
  }

  /** @param {number} nowMs */
  finish(nowMs) {
    for (const job of [...this.#running]) {
      if (job.unread > 0) continue;
      const isOver = job.written >= job.outputTokens;
      if (!isOver) {
        job.written += 1;
        job.chunksMs.push(nowMs);
        job.onToken(nowMs, job.written === job.outputTokens);
      }
    }
    const isBatchOver = this.#running.every(({ written, outputTokens, isGone }) => isGone || written >= outputTokens);
    if (this.#options.kind === 'continuous' || isBatchOver)
      this.#running = this.#running.filter(({ written, outputTokens, isGone }) => !isGone && written < outputTokens);
  }

  #admit() {
    const { kind, slots } = this.#options;
    this.#waiting = this.#waiting.filter(({ isGone }) => !isGone);
    const free = kind === 'static' && this.#running.length > 0 ? 0 : slots - this.#running.length;
    this.#running.push(...this.#waiting.splice(0, free));
  }

  /** @param {number} ms */
  #scattered(ms) {
    return ms * (1 + (this.#options.jitter ?? 0) * (2 * this.#random() - 1));
  }
}
