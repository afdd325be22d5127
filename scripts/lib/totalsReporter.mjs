import { writeFileSync } from 'node:fs';
import { problem } from './steps.mjs';

/** @import { Reporter, TestCase, TestModule, SerializedError } from 'vitest/node' */

/**
 * Writes what a run of Vitest came to, as `Totals`, into the file that PROMPT_PROFILER_TEST_RESULTS names.
 * @implements {Reporter}
 */
export default class TotalsReporter {
  /**
   * @param {readonly TestModule[]} modules
   * @param {readonly SerializedError[]} errors outside of every test
   */
  onTestRunEnd(modules, errors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (/** @type {string} */ state) => tests.filter((test) => test.result().state === state);
    // A file that cannot be loaded holds no test that could fail.
    const outside = [
      ...modules.flatMap((module) => module.errors().map((error) => problem(module.relativeModuleId, error))),
      ...errors.map((error) => problem('outside of every test', error)),
    ];
    const failures = inState('failed').map((test) => problem(nameOf(test), test.result().errors?.[0]));
    const results = {
      passed: inState('passed').length,
      failed: failures.length + outside.length,
      skipped: inState('skipped').length,
      failures: [...failures, ...outside],
      retried: tests
        .filter((test) => test.diagnostic()?.flaky)
        .map((test) => problem(nameOf(test), test.result().errors?.[0])),
    };
    writeFileSync(process.env['PROMPT_PROFILER_TEST_RESULTS'] ?? '', JSON.stringify(results));
  }
}

/** @param {TestCase} test */
const nameOf = (test) => `${test.module.relativeModuleId} > ${test.fullName}`;
