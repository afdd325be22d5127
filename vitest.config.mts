import { defineConfig } from 'vitest/config';

/**
 * Tests that drive a real browser or a real VS Code share the machine's cores with it: one at a time. One that fails is
 * tried once more, as neither is ours; the end of `npm test` tells which ones needed that. A state that is waited for may take
 * longer than the usual second to be seen there.
 */
const driven = {
  ...{ fileParallelism: false, retry: 1, testTimeout: 120_000, hookTimeout: 120_000 },
  expect: { poll: { timeout: 15_000 } },
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'webview/**/*.test.ts', 'test/unit/**/*.test.ts'],
          allowOnly: false,
          // Laws try thousands of cases; on a busy machine that is no reason to call them broken.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { ...driven, name: 'webview', include: ['test/webview/**/*.test.ts'], allowOnly: false } },
      { test: { ...driven, name: 'person', include: ['test/person/**/*.test.ts'], allowOnly: false } },
      { test: { ...driven, name: 'vsix', include: ['test/vsix/**/*.test.ts'], allowOnly: false } },
    ],
  },
});
