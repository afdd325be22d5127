import type { SweepAmounts, SweepPrice, SweepReport } from './sweepReport';
import type { CapName } from './sweepWords';

/** Tokens of one request, or of several. */
export interface TokenUse {
  readonly input: number;
  readonly output: number;
}

/** What so many tokens cost; `null` when no price is known. */
export function usdOf({ input, output }: TokenUse, price: SweepPrice | null): number | null {
  if (price?.source === 'local') return 0;
  if (!price || price.inputPerMTok === null || price.outputPerMTok === null) return null;
  return (input * price.inputPerMTok + output * price.outputPerMTok) / 1e6;
}

/** Keeps what a sweep has used, and says whether one request more still fits into its caps. */
export class CapLedger {
  readonly #caps: SweepReport['caps'];
  /** Known once the first answer was priced. */
  price: SweepPrice | null = null;
  #requests = 0;
  #input = 0;
  #output = 0;
  #isAtLeast = false;

  constructor(caps: SweepReport['caps']) {
    this.#caps = caps;
  }

  /** `isAtLeast`: it may have used more than what was seen, as a stopped one does. */
  add(use: TokenUse, isAtLeast: boolean): void {
    this.#requests += 1;
    this.#input += use.input;
    this.#output += use.output;
    this.#isAtLeast ||= isAtLeast;
  }

  /** The first cap that requests which use this much at most would break; `null` when there is room. */
  broken(next: TokenUse, requests = 1): CapName | null {
    const { requests: most, tokens, usd } = this.#caps;
    const all = { input: this.#input + next.input, output: this.#output + next.output };
    if (most !== null && this.#requests + requests > most) return 'requests';
    if (tokens !== null && all.input + all.output > tokens) return 'tokens';
    return usd !== null && (usdOf(all, this.price) ?? Infinity) > usd ? 'usd' : null;
  }

  /** What is left for somebody else to keep; the price as it is known by now. */
  get left(): SweepReport['caps'] {
    const { requests, tokens, usd } = this.#caps;
    const spent = this.spent;
    return {
      requests: requests === null ? null : Math.max(0, requests - spent.requests),
      tokens: tokens === null ? null : Math.max(0, tokens - spent.tokens),
      usd: usd === null ? null : Math.max(0, usd - (spent.usd ?? Infinity)),
    };
  }

  get spent(): SweepAmounts & { readonly atLeast: boolean } {
    return {
      requests: this.#requests,
      tokens: this.#input + this.#output,
      usd: usdOf({ input: this.#input, output: this.#output }, this.price),
      atLeast: this.#isAtLeast,
    };
  }
}
