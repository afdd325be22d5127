/** Quantile of the normal distribution that leaves 2.5 % on either side. */
const Z = 1.959963985;

/** Of the expansion by Cornish and Fisher: what each power of one over the degrees of freedom adds. */
const TERMS = [
  (Z ** 3 + Z) / 4,
  (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96,
  (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384,
  (79 * Z ** 9 + 776 * Z ** 7 + 1482 * Z ** 5 - 1920 * Z ** 3 - 945 * Z) / 92_160,
] as const;

/** How many standard errors a 95% interval reaches to either side, with so many degrees of freedom (Student's t). */
export function studentT95(freedom: number): number {
  if (freedom <= 1) return 12.706;
  if (freedom < 3) return 4.303 + (3.182 - 4.303) * Math.max(0, freedom - 2);
  return TERMS.reduce((sum, term, power) => sum + term / freedom ** (power + 1), Z);
}
