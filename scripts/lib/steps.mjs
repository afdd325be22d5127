/**
 * What a suite came to. The failed tests, and those that passed at the second try only, are told with their reason.
 * @typedef {{ passed: number, failed: number, skipped: number, failures: string[], retried: string[] }} Totals
 */

/** @type {Totals} */
export const noTests = { passed: 0, failed: 0, skipped: 0, failures: [], retried: [] };

/**
 * @param {Totals} a
 * @param {Totals} b
 * @returns {Totals}
 */
export const sum = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  failures: [...a.failures, ...b.failures],
  retried: [...a.retried, ...b.retried],
});

/** @param {Totals} totals */
export const line = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * One line for what went wrong in a test or a step.
 * @param {string} name
 * @param {unknown} error
 */
export function problem(name, error) {
  const message = error && typeof error === 'object' && 'message' in error ? String(error.message) : String(error);
  return `${name}: ${message.replaceAll(/\s+/g, ' ').slice(0, 400)}`;
}

/**
 * The end of everything: whoever sees only the last lines of a long log sees what failed.
 * @param {Totals} totals
 */
export function summary(totals) {
  const list = (/** @type {string} */ heading, /** @type {string[]} */ entries) =>
    entries.length > 0 ? ['', heading, ...entries.map((entry) => `  ${entry}`)] : [];
  return [
    ...list('Passed at the second try only:', totals.retried),
    ...list('Failed:', totals.failures),
    '',
    line(totals),
  ].join('\n');
}

/**
 * One named step: heading, work, seconds. What the work gives or throws goes to the caller.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    console.log(`   ${name}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}
