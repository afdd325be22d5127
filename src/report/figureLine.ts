import type { Cell } from './csvLines';

/** One figure of a sweep. Its unit is in its name, as everywhere in a report. */
export interface FigureLine {
  readonly part: 'sweep' | 'length' | 'curve' | 'level' | 'finding' | 'workload' | 'prediction' | 'claim';
  /** Which of them: a length in tokens, a load, a curve, a finding. */
  readonly item: Cell;
  readonly figure: string;
  /** `null`: unknown; the note may say why. */
  readonly value: Cell;
  readonly ci95?: readonly [number, number] | null;
  /** Where 95 of 100 single requests lie. */
  readonly runInterval?: readonly [number, number] | null;
  /** Of how many it was made. */
  readonly n?: number;
  readonly note?: string;
}

/** Its cells in the order of the headings. */
export const figureCells = ({ part, item, figure, value, ci95, runInterval, n, note }: FigureLine): Cell[] => [
  ...[part, item, figure, value, ci95?.[0] ?? null, ci95?.[1] ?? null],
  ...[runInterval?.[0] ?? null, runInterval?.[1] ?? null, n ?? null, note ?? null],
];
