/** Rows of numbers, each as long as the others. */
export type Matrix = readonly (readonly number[])[];

/** A weighted least-squares solution. */
export interface Solution {
  readonly coefficients: readonly number[];
  /** Inverse of the weighted normal matrix: times the variance of the noise, the covariance of the coefficients. */
  readonly inverse: Matrix;
}

/** Weighted least squares; `null` when the rows do not settle all coefficients. */
export function leastSquares(rows: Matrix, values: readonly number[], weights: readonly number[]): Solution | null {
  const size = rows[0]?.length ?? 0;
  const indexes = Array.from({ length: size }, (_, index) => index);
  const sum = (term: (row: readonly number[], index: number) => number): number =>
    rows.reduce((total, row, index) => total + (weights[index] ?? 0) * term(row, index), 0);
  const normal = indexes.map((i) => indexes.map((j) => sum((row) => at(row, i) * at(row, j))));
  const moments = indexes.map((i) => sum((row, index) => at(row, i) * at(values, index)));
  const inverse = inverted(normal);
  return inverse && { inverse, coefficients: inverse.map((row) => dot(row, moments)) };
}

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * at(b, index), 0);

/** v′ M v. */
export const quadraticForm = (vector: readonly number[], matrix: Matrix): number =>
  dot(
    matrix.map((row) => dot(row, vector)),
    vector,
  );

const at = (values: readonly number[], index: number): number => values[index] ?? NaN;

/** Gauss–Jordan with pivoting, of a matrix brought to ones on its diagonal first, as lengths and their squares differ in size. */
function inverted(matrix: Matrix): Matrix | null {
  const scale = matrix.map((row, index) => Math.sqrt(at(row, index)));
  if (scale.some((value) => !(value > 0))) return null;
  const work = matrix.map((row, i) => [
    ...row.map((value, j) => value / (at(scale, i) * at(scale, j))),
    ...row.map((_, j) => (i === j ? 1 : 0)),
  ]);
  for (let column = 0; column < work.length; column++) if (!eliminate(work, column)) return null;
  return work.map((row, i) => row.slice(work.length).map((value, j) => value / (at(scale, i) * at(scale, j))));
}

function eliminate(work: number[][], column: number): boolean {
  const candidates = work.slice(column).map((row) => Math.abs(at(row, column)));
  const pivot = column + candidates.indexOf(Math.max(...candidates));
  const row = work[pivot];
  const other = work[column];
  if (!row || !other || Math.abs(at(row, column)) < 1e-12) return false;
  work[pivot] = other;
  const head = at(row, column);
  const top = row.map((value) => value / head);
  work[column] = top;
  for (const [index, each] of work.entries()) {
    const factor = at(each, column);
    if (index !== column) work[index] = each.map((value, j) => value - factor * at(top, j));
  }
  return true;
}
