/** `npm run golden`: takes the charts as they are drawn now for good. Look at what changed in test/webview/golden before you keep it. */
import { run } from './lib/childProcess.mjs';
import { inProject, node24 } from './lib/project.mjs';

process.env['PROMPT_PROFILER_GOLDEN'] = 'renew';
const cli = inProject('node_modules', 'vitest', 'vitest.mjs');
await run(node24, [
  cli,
  'run',
  '--project',
  'webview',
  'test/webview/golden.test.ts',
  'test/webview/compareGolden.test.ts',
  'test/webview/sweepGolden.test.ts',
]);
