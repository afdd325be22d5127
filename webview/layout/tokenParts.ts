import type { RunReport } from '../../src/core/runReport';

export const TOKEN_PARTS = ['cached', 'input', 'thinking', 'answer'] as const;
export type TokenPartName = (typeof TOKEN_PARTS)[number];

/** One piece of the bar of tokens. */
export interface TokenPart {
  readonly name: TokenPartName;
  readonly tokens: number;
  /** Share of the whole bar. */
  readonly share: number;
}

/** What the tokens of a run were spent on, in the order of the run. Unknown and empty parts are left out. */
export function tokenParts({ input, output }: RunReport['tokens']): readonly TokenPart[] {
  const cached = input.cached ?? 0;
  const reasoning = output.reasoning ?? 0;
  const counts: Record<TokenPartName, number> = {
    cached,
    input: input.total === null ? 0 : Math.max(0, input.total - cached),
    thinking: reasoning,
    answer: output.total === null ? 0 : Math.max(0, output.total - reasoning),
  };
  const whole = TOKEN_PARTS.reduce((sum, name) => sum + counts[name], 0);
  return TOKEN_PARTS.filter((name) => counts[name] > 0).map((name) => ({
    name,
    tokens: counts[name],
    share: counts[name] / whole,
  }));
}
