export interface TextOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
}

export type Style = (text: string) => string;

export const BOLD = 1;
export const DIM = 2;

const LEAST_WIDTH = 60;
const MOST_WIDTH = 120;

/** The columns that are used of a terminal. */
export const columnsOf = (width: number): number => Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width));

/** Paints with an ANSI code, or leaves as it is. */
export const painter =
  (color: boolean) =>
  (code: number): Style =>
    color ? (text) => `\u001b[${code}m${text}\u001b[0m` : (text) => text;
